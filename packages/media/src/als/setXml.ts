import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { fail } from '@segue/protocol'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { XmlTree } from './xmlTree.ts'

/** Limits on a set: real ones stay far below; a bomb is stopped before it fills the memory. */
export const setLimits = { xmlBytes: 512 * 1024 * 1024, depth: 256, elements: 1_500_000 } as const

/** Parts of a set that are read as one tree each. `*` stands for every track. */
const wanted = new Set(['Tracks/*', 'MasterTrack', 'MainTrack', 'Scenes', 'SceneNames', 'Locators'])

/** Big and never read: leaving them out keeps memory at a fraction of the file. */
const skipped = new Set([
  'AutomationLanes',
  'ClipEnvelopeChooserViewState',
  'EnvelopeChooser',
  'MidiControllerRange',
  'MidiCCOnOffThresholds',
  'ModulationTarget',
  'Buffer',
  'ProcessorState',
  'ControllerState',
  'ParameterSettings',
  'ParameterList',
  'Onsets',
  'SourceContext',
  'LastPresetRef',
  'TakeLanes',
  'ScrollerTimePreserver',
  'TimeSelection',
  'SlicePoints',
  'BeatSlicePoints',
  'ViewSettings',
])

/** Called with each wanted part as soon as it is complete. */
export interface SetParts {
  creator(text: string): void
  part(name: string, tree: XmlTree): void
}

const damaged = (name: string, reason: string) =>
  fail({
    code: 'set.damaged',
    message: `${name} cannot be read as a Live Set: ${reason}.`,
    hint: 'Open it in Live and save it again, or choose a copy from the Backup folder of the project.',
    kind: 'input',
  })

const tooLarge = (name: string) =>
  fail({
    code: 'set.too-large',
    message: `${name} unpacks to more than a Live Set can hold.`,
    hint: 'Save the set again in Live; a set over 512 MB unpacked is not read.',
    kind: 'input',
  })

class PartReader {
  readonly #parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  readonly #name: string
  readonly #parts: SetParts
  readonly #path: string[] = []
  readonly #open: XmlTree[] = []
  #skipDepth = 0
  #elements = 0
  sawSet = false

  constructor(name: string, parts: SetParts) {
    this.#name = name
    this.#parts = parts
    this.#parser.on('doctype', () => {
      throw damaged(name, 'it holds a document type, which Live never writes')
    })
    this.#parser.on('opentag', (tag) => this.#enter(tag))
    this.#parser.on('closetag', (tag) => this.#leave(tag.name))
    this.#parser.on('text', (text) => {
      const here = this.#open.at(-1)
      if (this.#skipDepth === 0 && here?.name === 'Data') here.text += text.trim()
    })
  }

  write(text: string): void {
    this.#parser.write(text)
  }

  close(): void {
    this.#parser.close()
  }

  #enter(tag: SaxesTagPlain): void {
    this.#path.push(tag.name)
    if (this.#path.length > setLimits.depth) throw damaged(this.#name, 'its elements nest too deeply')
    if (this.#path.length === 1) {
      if (tag.name !== 'Ableton') throw damaged(this.#name, 'it is not a document of Live')
      this.#parts.creator(tag.attributes.Creator ?? '')
    }
    if (this.#path.length === 2 && tag.name === 'LiveSet') this.sawSet = true
    if (this.#skipDepth > 0) return
    if (this.#open.length > 0 ? skipped.has(tag.name) : !this.#starts()) {
      if (this.#open.length > 0) this.#skipDepth = this.#path.length
      return
    }
    if (++this.#elements > setLimits.elements) throw tooLarge(this.#name)
    const tree: XmlTree = { name: tag.name, attributes: tag.attributes, children: [], text: '' }
    this.#open.at(-1)?.children.push(tree)
    this.#open.push(tree)
  }

  #starts(): boolean {
    const [root, set, part, track] = this.#path
    if (root !== 'Ableton' || set !== 'LiveSet') return false
    if (this.#path.length === 4) return wanted.has(`${part}/*`) && track !== undefined
    return this.#path.length === 3 && wanted.has(part ?? '')
  }

  #leave(name: string): void {
    const depth = this.#path.length
    this.#path.pop()
    if (this.#skipDepth > 0) {
      if (depth === this.#skipDepth) this.#skipDepth = 0
      return
    }
    const tree = this.#open.pop()
    if (!tree || this.#open.length > 0) return
    this.#elements = 0
    this.#parts.part(name, tree)
  }
}

/** First bytes of the file: gzip or not, and whether there are any. */
async function firstBytes(path: string, name: string): Promise<Buffer> {
  const file = await open(path).catch(() => {
    throw fail({
      code: 'set.missing',
      message: `${name} is not there or may not be read.`,
      hint: 'Choose the Live Set again.',
      kind: 'input',
    })
  })
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * Streams a Live Set, gzipped or plain XML, and hands over each part. Fails with `set.missing`, `set.empty`,
 * `set.damaged` or `set.too-large`; never with anything else for a bad file.
 */
export async function readSetXml(
  path: string,
  parts: SetParts,
  { name = basename(path), signal }: { name?: string; signal?: AbortSignal } = {},
): Promise<void> {
  const head = await firstBytes(path, name)
  if (head.length === 0) {
    throw fail({
      code: 'set.empty',
      message: `${name} is empty.`,
      hint: 'Choose another copy: Live keeps earlier versions in the Backup folder of the project.',
      kind: 'input',
    })
  }
  const zipped = head[0] === 0x1f && head[1] === 0x8b
  if (!zipped && !/^\uFEFF?\s*</.test(head.toString('utf8'))) {
    throw damaged(name, 'it is neither gzip nor XML')
  }
  const file = createReadStream(path, { signal })
  const source = zipped ? file.pipe(createGunzip()) : file
  file.on('error', (error) => source.destroy(error))
  const reader = new PartReader(name, parts)
  const decoder = new TextDecoder()
  let bytes = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > setLimits.xmlBytes) throw tooLarge(name)
      reader.write(decoder.decode(chunk, { stream: true }))
    }
    reader.close()
  } catch (error) {
    if (signal?.aborted || (error instanceof Error && 'failure' in error)) throw error
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'unknown reason'
    throw damaged(name, reason)
  } finally {
    file.destroy()
  }
  if (!reader.sawSet) throw damaged(name, 'it holds no set (perhaps a preset or a clip)')
}
