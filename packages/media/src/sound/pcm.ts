import { open } from 'node:fs/promises'
import type { Planes } from './facts.ts'

/** How samples of an uncompressed file lie on disk. `frames` is samples per channel. */
export interface PcmLayout {
  encoding: 'int' | 'uint' | 'float' | 'alaw' | 'ulaw'
  /** Bits per stored sample: 8, 16, 24, 32 or 64. */
  bits: number
  littleEndian: boolean
  channels: number
  sampleRate: number
  dataOffset: number
  frames: number
}

type Reader = (view: DataView, at: number) => number

/** ITU-T G.711 A-law to linear. */
function alaw(byte: number): number {
  const value = byte ^ 0x55
  const exponent = (value >> 4) & 7
  const mantissa = ((value & 15) << 4) + 8
  const linear = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return (value & 0x80 ? linear : -linear) / 32768
}

/** ITU-T G.711 µ-law to linear. */
function ulaw(byte: number): number {
  const value = ~byte & 0xff
  const linear = ((((value & 15) << 3) + 0x84) << ((value >> 4) & 7)) - 0x84
  return (value & 0x80 ? -linear : linear) / 32768
}

function reader({ encoding, bits, littleEndian: le }: PcmLayout): Reader {
  if (encoding === 'alaw') return (view, at) => alaw(view.getUint8(at))
  if (encoding === 'ulaw') return (view, at) => ulaw(view.getUint8(at))
  if (encoding === 'uint') return (view, at) => (view.getUint8(at) - 128) / 128
  if (encoding === 'float') {
    return bits === 64 ? (view, at) => view.getFloat64(at, le) : (view, at) => view.getFloat32(at, le)
  }
  if (bits === 8) return (view, at) => view.getInt8(at) / 128
  if (bits === 16) return (view, at) => view.getInt16(at, le) / 32768
  if (bits === 32) return (view, at) => view.getInt32(at, le) / 2147483648
  return le
    ? (view, at) => (view.getUint16(at, true) | (view.getInt8(at + 2) << 16)) / 8388608
    : (view, at) => ((view.getInt8(at) << 16) | view.getUint16(at + 1)) / 8388608
}

/** Decodes interleaved bytes into planes. Not-a-number and infinite samples become silence. */
export function decodePcm(bytes: Uint8Array<ArrayBuffer>, layout: PcmLayout): Planes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = layout.bits / 8
  const stride = size * layout.channels
  const frames = Math.floor(bytes.byteLength / stride)
  const read = reader(layout)
  return Array.from({ length: layout.channels }, (_, channel) => {
    const plane = new Float32Array(frames)
    for (let i = 0, at = channel * size; i < frames; i++, at += stride) plane[i] = read(view, at)
    if (layout.encoding === 'float') {
      for (let i = 0; i < frames; i++) if (!Number.isFinite(plane[i])) plane[i] = 0
    }
    return plane
  })
}

const blockFrames = 16_384

/** Reads the sound of an uncompressed file block by block. Memory stays at one block. */
export async function* pcmBlocks(path: string, layout: PcmLayout): AsyncGenerator<Planes, void, undefined> {
  const stride = (layout.bits / 8) * layout.channels
  const file = await open(path)
  try {
    const buffer = new Uint8Array(blockFrames * stride)
    for (let frame = 0; frame < layout.frames; frame += blockFrames) {
      const wanted = Math.min(blockFrames, layout.frames - frame) * stride
      const { bytesRead } = await file.read(buffer, 0, wanted, layout.dataOffset + frame * stride)
      yield decodePcm(buffer.subarray(0, bytesRead), layout)
      if (bytesRead < wanted) return
    }
  } finally {
    await file.close()
  }
}
