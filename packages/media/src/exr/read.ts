import { ofHalf } from './half.ts'
import { damagedExr, type ExrChannel, readExrHeader } from './header.ts'
import { unpackBlock } from './zip.ts'

/** A picture in linear light, line by line. */
export interface ExrPicture {
  width: number
  height: number
  /** `R`, `G`, `B`, `A` as far as they are there, else all channels by their own names. */
  planes: ReadonlyMap<string, Float32Array>
}

const sizes = { uint: 4, half: 2, float: 4 } as const

/** The channels of the picture itself: plain names, or those of the first layer that has colours. */
function pictured(channels: readonly ExrChannel[]): Map<ExrChannel, string> {
  const layerOf = (name: string) => name.slice(0, name.lastIndexOf('.') + 1)
  const plain = channels.find(({ name }) => name === 'R') ?? channels.find(({ name }) => name.endsWith('.R'))
  const layer = plain && layerOf(plain.name)
  const chosen = channels.filter(
    ({ name }) => layer !== undefined && /^[RGBA]$/.test(name.slice(layer.length)) && name.startsWith(layer),
  )
  return new Map(
    (plain ? chosen : channels).map((channel) => [channel, plain ? channel.name.slice(-1) : channel.name]),
  )
}

/**
 * Reads an OpenEXR file with scan lines, packed with ZIP, ZIPS or not at all. Fails with `frame.damaged` and
 * `frame.exr_kind`.
 */
export async function decodeExr(bytes: Uint8Array, name: string): Promise<ExrPicture> {
  try {
    return await decode(bytes, name)
  } catch (error) {
    if (error instanceof Error && 'failure' in error) throw error
    throw damagedExr(name)
  }
}

async function decode(bytes: Uint8Array, name: string): Promise<ExrPicture> {
  const { channels, blockLines, packed, width, height, top, end } = readExrHeader(bytes, name)
  const shown = pictured(channels)
  const planes = new Map([...shown.values()].map((key) => [key, new Float32Array(width * height)]))
  const lineBytes = channels.reduce((sum, { kind }) => sum + sizes[kind] * width, 0)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const blocks = Math.ceil(height / blockLines)
  for (let block = 0; block < blocks; block++) {
    const at = Number(view.getBigUint64(end + block * 8, true))
    const first = view.getInt32(at, true) - top
    const length = view.getInt32(at + 4, true)
    const lines = Math.min(blockLines, height - first)
    const stored = bytes.subarray(at + 8, at + 8 + length)
    if (first < 0 || lines < 1 || stored.length !== length) throw damagedExr(name)
    const raw = packed ? await unpackBlock(stored, lines * lineBytes) : stored
    if (raw.length !== lines * lineBytes) throw damagedExr(name)
    const data = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
    let place = 0
    for (let y = first; y < first + lines; y++)
      for (const channel of channels) {
        const plane = planes.get(shown.get(channel) ?? '')
        const size = sizes[channel.kind]
        if (plane)
          for (let x = 0; x < width; x++) plane[y * width + x] = valueAt(data, place + x * size, channel.kind)
        place += width * size
      }
  }
  return { width, height, planes }
}

function valueAt(data: DataView, at: number, kind: ExrChannel['kind']): number {
  if (kind === 'half') return ofHalf(data.getUint16(at, true))
  return kind === 'float' ? data.getFloat32(at, true) : data.getUint32(at, true)
}

/** How many pixels of a picture hold something that is no number: NaN or infinite. */
export function brokenPixels({ planes, width, height }: ExrPicture): number {
  let count = 0
  for (let i = 0; i < width * height; i++) {
    for (const plane of planes.values())
      if (!Number.isFinite(plane[i])) {
        count += 1
        break
      }
  }
  return count
}
