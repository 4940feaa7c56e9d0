import { fail } from '@segue/protocol'

/** One channel of a picture: `R`, or `ViewLayer.Combined.R`. */
export interface ExrChannel {
  name: string
  kind: 'uint' | 'half' | 'float'
}

export interface ExrHeader {
  channels: ExrChannel[]
  /** Lines per block, as its compression packs them. */
  blockLines: number
  packed: boolean
  width: number
  height: number
  /** The first line. */
  top: number
  /** Where the line table begins. */
  end: number
}

const kinds = ['uint', 'half', 'float'] as const
/** None, ZIPS and ZIP: lines per block. */
const readable: Record<number, number> = { 0: 1, 2: 1, 3: 16 }
const otherNames: Record<number, string> = {
  1: 'RLE',
  4: 'PIZ',
  5: 'PXR24',
  6: 'B44',
  7: 'B44A',
  8: 'DWAA',
  9: 'DWAB',
}

/** Whether bytes begin as an OpenEXR file does. */
export const isExr = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x76 && bytes[1] === 0x2f && bytes[2] === 0x31 && bytes[3] === 0x01

export const damagedExr = (name: string) =>
  fail({
    code: 'frame.damaged',
    message: `“${name}” is damaged or incomplete.`,
    hint: 'Make this picture again: run the step that made it, or choose another file.',
    kind: 'input',
  })

const unsupported = (name: string, what: string) =>
  fail({
    code: 'frame.exr_kind',
    message: `“${name}” is an EXR ${what}, which Segue does not read.`,
    hint: 'Save it as one part with scan lines, and with ZIP or no compression.',
    kind: 'input',
  })

function channelsIn(value: Uint8Array): ExrChannel[] {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  const channels: ExrChannel[] = []
  for (let at = 0; at < value.length && value[at] !== 0; ) {
    const end = value.indexOf(0, at)
    const kind = kinds[view.getInt32(end + 1, true)]
    if (!kind) throw new RangeError('no such kind of pixel')
    channels.push({ name: Buffer.from(value.subarray(at, end)).toString('latin1'), kind })
    at = end + 17
  }
  return channels
}

/** Reads the header of a file with one part and scan lines. Fails with `frame.damaged` and `frame.exr_kind`. */
export function readExrHeader(bytes: Uint8Array, name: string): ExrHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const flags = view.getUint32(4, true)
  if (flags & 0x200) throw unsupported(name, 'in tiles')
  if (flags & 0x1800) throw unsupported(name, 'of several parts')
  const attributes = new Map<string, Uint8Array>()
  let at = 8
  while (bytes[at] !== 0) {
    const text = () => {
      const end = bytes.indexOf(0, at)
      if (end < 0) throw damagedExr(name)
      const read = Buffer.from(bytes.subarray(at, end)).toString('latin1')
      at = end + 1
      return read
    }
    const key = text()
    text()
    const length = view.getInt32(at, true)
    if (length < 0 || at + 4 + length > bytes.length) throw damagedExr(name)
    attributes.set(key, bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [list, compression, window] = ['channels', 'compression', 'dataWindow'].map((key) =>
    attributes.get(key),
  )
  if (!list || !compression || window?.length !== 16) throw damagedExr(name)
  const method = compression[0] ?? 0
  const blockLines = readable[method]
  if (blockLines === undefined) throw unsupported(name, `with ${otherNames[method] ?? 'unknown'} compression`)
  const box = new DataView(window.buffer, window.byteOffset, 16)
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((place) => box.getInt32(place, true))
  const [width, height] = [right - left + 1, bottom - top + 1]
  if (width < 1 || height < 1 || width > 32_768 || height > 32_768) throw damagedExr(name)
  return { channels: channelsIn(list), blockLines, packed: method !== 0, width, height, top, end: at + 1 }
}
