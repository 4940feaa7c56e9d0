import { PortType } from '@segue/protocol'
import { type Reader, readerOf } from './reader.ts'
import type { SketchInput, SketchNode, SketchOutput, SketchRef, SketchValue, SketchWire } from './sketch.ts'
import type { Statement } from './statements.ts'

/** What one statement says. `opens`: the lines up to `}` are the node's body. */
export type Said =
  | { is: 'node'; node: SketchNode; opens: boolean }
  | { is: 'input'; input: SketchInput }
  | { is: 'output'; output: SketchOutput }
  | { is: 'wire'; wire: SketchWire }
  | { is: 'title' | 'note' | 'ask'; text: string }
  | { is: 'close' }

/** A statement that cannot be read says what was expected where. */
export class Unreadable extends Error {
  readonly expected: string
  readonly got: string
  constructor(expected: string, got: string) {
    super(expected)
    this.expected = expected
    this.got = got
  }
}

const word = /[A-Za-z_][\w-]*/
const key = /[A-Za-z0-9_][\w.-]*/
const id = /[\w-]+/
const typeId = /[A-Za-z][A-Za-z0-9]*(?:\.[\w-]+)+/

function need(reader: Reader, pattern: RegExp, expected: string): string {
  const found = reader.take(pattern)
  if (found === null) throw new Unreadable(expected, reader.rest())
  return found
}

const portAfter = (reader: Reader): string | null => {
  const found = reader.take(/\.[A-Za-z0-9_][\w.-]*/)
  return found === null ? null : found.slice(1)
}

/** An output of a node: `name`, `name.port`, `$id.port`. */
function readRef(reader: Reader): SketchRef {
  if (reader.take(/\$/) !== null)
    return { is: 'existing', nodeId: need(reader, id, 'the id of a node'), port: portAfter(reader) }
  return { is: 'node', name: need(reader, word, 'a node, such as sound.audio'), port: portAfter(reader) }
}

function readValue(reader: Reader): SketchValue {
  const value = reader.json()
  if (value !== undefined) return { is: 'value', value }
  if (reader.take(/@/) !== null) return { is: 'input', key: need(reader, word, 'the key of an input') }
  return readRef(reader)
}

const label = (reader: Reader): string | null => {
  const text = reader.json()
  return typeof text === 'string' ? text.slice(0, 120) : null
}

function end(reader: Reader): void {
  if (!reader.done) throw new Unreadable('the end of the line', reader.rest())
}

function readInput(reader: Reader, line: number): SketchInput {
  const name = need(reader, word, 'a key, such as seconds')
  need(reader, /:/, '“:” and a type, such as input seconds: number')
  const given = need(reader, /[a-z]+(?:<[a-z]+>)?/, 'a type, such as audio or number')
  const type = PortType.safeParse(given)
  if (!type.success) throw new Unreadable('a type, such as audio, number or list<audio>', given)
  const required = reader.take(/!/) !== null
  const fallback = reader.take(/=/) === null ? undefined : reader.json()
  const limits = reader.take(/limits\b/) === null ? undefined : reader.json()
  const input = { line, key: name, type: type.data, required, label: label(reader) }
  end(reader)
  return {
    ...input,
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(limits === undefined ? {} : { limits }),
  }
}

function readOutput(reader: Reader, line: number): SketchOutput {
  const name = need(reader, word, 'a key, such as film')
  need(reader, /=/, '“=” and an output, such as output film = make.video')
  const output = { line, key: name, from: readRef(reader), label: label(reader) }
  end(reader)
  return output
}

function readWire(reader: Reader, line: number): SketchWire {
  const nodeId = need(reader, id, 'the id of a node')
  const port = portAfter(reader)
  if (port === null) throw new Unreadable('a port, such as $film.sound = mix.audio', reader.rest())
  need(reader, /=/, '“=” and what it gets')
  const from = readValue(reader)
  end(reader)
  return { line, to: { nodeId, port }, from }
}

function readNode(reader: Reader, line: number): Said {
  const name = need(reader, word, 'a name, such as sound = file.audio()')
  need(reader, /=/, '“=” and a node type, such as sound = file.audio()')
  const type = need(reader, typeId, 'a node type, such as file.audio')
  need(reader, /\(/, '“(” after the node type')
  const args: SketchNode['args'] = []
  while (reader.take(/\)/) === null) {
    const arg = need(reader, key, 'a port or param, such as audio=sound.audio, or “)”')
    need(reader, /=|:/, `“=” after ${arg}`)
    args.push({ key: arg, value: readValue(reader) })
    if (reader.take(/,/) === null) {
      need(reader, /\)/, '“,” or “)”')
      break
    }
  }
  const title = label(reader)
  const opens = reader.take(/\{/) !== null
  end(reader)
  return { is: 'node', node: { line, name, type, title, args, body: null }, opens }
}

/** Reads one statement. Throws `Unreadable`. */
export function readStatement({ line, text }: Statement): Said {
  const plain = /^\s*(note|ask)\s+([^=\s][\s\S]*)$/.exec(text)
  if (plain) return { is: plain[1] === 'ask' ? 'ask' : 'note', text: (plain[2] ?? '').trim().slice(0, 1000) }
  const reader = readerOf(text)
  if (reader.take(/\}/) !== null) {
    end(reader)
    return { is: 'close' }
  }
  if (reader.take(/input(?=\s+[A-Za-z_])/) !== null) return { is: 'input', input: readInput(reader, line) }
  if (reader.take(/output(?=\s+[A-Za-z_])/) !== null)
    return { is: 'output', output: readOutput(reader, line) }
  if (reader.take(/name(?=\s*")/) !== null) return { is: 'title', text: label(reader) ?? '' }
  if (reader.take(/\$/) !== null) return { is: 'wire', wire: readWire(reader, line) }
  return readNode(reader, line)
}
