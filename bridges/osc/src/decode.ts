import { fail } from '@segue/protocol'
import { type OscMessage, type OscPacket, type OscValue, oscLimits } from './packet.ts'
import { createReader, type Reader } from './reader.ts'

/** How much of the limits a packet has used up. */
interface Budget {
  messages: number
  values: number
}

/**
 * The packet in these bytes. Anything that is not exactly OSC 1.0 or 1.1 (sizes, padding, texts that are not UTF-8,
 * bytes left over) and anything beyond `oscLimits` fails with `osc.malformed`.
 */
export function decodeOsc(bytes: Uint8Array): OscPacket {
  if (bytes.length > oscLimits.maxBytes) throw malformed(`has ${bytes.length} bytes`)
  return decodePacket(createReader(bytes, malformed), { messages: 0, values: 0 }, 0)
}

function decodePacket(reader: Reader, budget: Budget, depth: number): OscPacket {
  if (depth > oscLimits.maxDepth) throw malformed('has bundles in bundles without end')
  const address = reader.text()
  if (address !== '#bundle') return decodeMessage(address, reader, budget)
  const at = reader.uint64()
  const elements: OscPacket[] = []
  while (reader.left > 0) {
    const size = reader.int32()
    if (size % 4 !== 0) throw malformed('has an element whose size is no multiple of four')
    elements.push(decodePacket(reader.part(size), budget, depth + 1))
  }
  return { at, elements }
}

function decodeMessage(address: string, reader: Reader, budget: Budget): OscMessage {
  if (!address.startsWith('/')) throw malformed('has no address')
  budget.messages++
  if (budget.messages > oscLimits.maxMessages) throw malformed('holds too many messages')
  // Senders older than OSC 1.0 leave out the tags of a message without values.
  if (reader.left === 0) return { address, values: [] }
  const tags = reader.text()
  if (!tags.startsWith(',')) throw malformed('has no type tags')
  budget.values += tags.length
  if (budget.values > oscLimits.maxValues) throw malformed('holds too many values')
  const values = decodeValues(tags, reader)
  if (reader.left > 0) throw malformed('has bytes that no type tag names')
  return { address, values }
}

function decodeValues(tags: string, reader: Reader): OscValue[] {
  const values: OscValue[] = []
  const open: OscValue[][] = [values]
  for (const tag of tags.slice(1)) {
    const list = open.at(-1) ?? values
    if (tag === '[') {
      const value: OscValue[] = []
      list.push({ type: 'array', value })
      open.push(value)
      if (open.length > oscLimits.maxDepth) throw malformed('has lists in lists without end')
    } else if (tag === ']') {
      open.pop()
      if (open.length === 0) throw malformed('closes a list that it never opened')
    } else list.push(decodeValue(tag, reader))
  }
  if (open.length > 1) throw malformed('never closes a list')
  return values
}

function decodeValue(tag: string, reader: Reader): OscValue {
  switch (tag) {
    case 'i':
      return { type: 'int', value: reader.int32() }
    case 'f':
      return { type: 'float', value: reader.float() }
    case 'd':
      return { type: 'double', value: reader.double() }
    case 's':
      return { type: 'string', value: reader.text() }
    case 'S':
      return { type: 'symbol', value: reader.text() }
    case 'T':
      return { type: 'boolean', value: true }
    case 'F':
      return { type: 'boolean', value: false }
    case 'N':
      return { type: 'nil' }
    case 'I':
      return { type: 'impulse' }
    case 'h':
      return { type: 'int64', value: BigInt.asIntN(64, reader.uint64()) }
    case 't':
      return { type: 'time', value: reader.uint64() }
    case 'b':
      return { type: 'blob', value: reader.blob() }
    case 'c': {
      const code = reader.int32()
      if (code < 0 || code > 127) throw malformed('has a character that is not ASCII')
      return { type: 'char', value: String.fromCharCode(code) }
    }
    case 'r':
      return { type: 'color', value: reader.int32() >>> 0 }
    case 'm': {
      const [port = 0, status = 0, first = 0, second = 0] = reader.bytes(4)
      return { type: 'midi', value: [port, status, first, second] }
    }
    default:
      throw malformed(`has a value of the unknown type ${JSON.stringify(tag)}`)
  }
}

const malformed = (what: string) =>
  fail({
    code: 'osc.malformed',
    message: `A packet came that is not OSC: it ${what}.`,
    hint: 'Look at the program that sends it: something else than OSC goes to this port.',
    kind: 'input',
  })
