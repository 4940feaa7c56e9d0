import { srgb } from '../looks/palette.ts'
import { halfOf } from './half.ts'
import { packBlock } from './zip.ts'

/** Lines that are packed together by the method `ZIP`. */
const blockLines = 16
const zip = 3
const half = 1

const light = Float32Array.from({ length: 256 }, (_, byte) => srgb(byte))

function attribute(name: string, type: string, value: Uint8Array): Uint8Array {
  const head = Buffer.from(`${name}\0${type}\0....`, 'latin1')
  head.writeInt32LE(value.length, head.length - 4)
  return Buffer.concat([head, value])
}

const ints = (...values: number[]) => new Uint8Array(Int32Array.from(values).buffer)
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer)

function headerOf(width: number, height: number, channels: readonly string[]): Uint8Array {
  const list = channels.map((name) => Buffer.concat([Buffer.from(`${name}\0`), ints(half, 0, 1, 1)]))
  const window = ints(0, 0, width - 1, height - 1)
  return Buffer.concat([
    Uint8Array.of(0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0),
    attribute('channels', 'chlist', Buffer.concat([...list, Uint8Array.of(0)])),
    attribute('compression', 'compression', Uint8Array.of(zip)),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Uint8Array.of(0)),
    attribute('pixelAspectRatio', 'float', floats(1)),
    attribute('screenWindowCenter', 'v2f', floats(0, 0)),
    attribute('screenWindowWidth', 'float', floats(1)),
    Uint8Array.of(0),
  ])
}

/**
 * A picture as OpenEXR with scan lines in half precision, packed with ZIP (openexr.com, “OpenEXR File Layout”). Takes
 * sRGB bytes with straight alpha and writes linear light, Rec. 709, multiplied by alpha as OpenEXR wants it; without
 * `alpha` the picture is opaque. The same pixels give the same bytes.
 */
export async function encodeExr(
  rgba: Uint8Array | Uint8ClampedArray,
  { width, height, alpha }: { width: number; height: number; alpha: boolean },
): Promise<Buffer> {
  // in the order of their names, as the format has it
  const channels = alpha ? ['A', 'B', 'G', 'R'] : ['B', 'G', 'R']
  const places = channels.map((name) => 'RGBA'.indexOf(name))
  const lineBytes = width * channels.length * 2
  const blocks: Uint8Array[] = []
  for (let top = 0; top < height; top += blockLines) {
    const lines = Math.min(blockLines, height - top)
    const raw = new DataView(new ArrayBuffer(lines * lineBytes))
    let out = 0
    for (let y = top; y < top + lines; y++)
      for (const place of places)
        for (let x = 0; x < width; x++, out += 2) {
          const at = (y * width + x) * 4
          const opaque = alpha ? (rgba[at + 3] ?? 255) / 255 : 1
          const value = place === 3 ? opaque : (light[rgba[at + place] ?? 0] ?? 0) * opaque
          raw.setUint16(out, halfOf(value), true)
        }
    const packed = await packBlock(new Uint8Array(raw.buffer))
    blocks.push(Buffer.concat([ints(top, packed.length), packed]))
  }
  const header = headerOf(width, height, channels)
  const table = Buffer.alloc(blocks.length * 8)
  let at = header.length + table.length
  for (const [index, block] of blocks.entries()) {
    table.writeBigUInt64LE(BigInt(at), index * 8)
    at += block.length
  }
  return Buffer.concat([header, table, ...blocks])
}
