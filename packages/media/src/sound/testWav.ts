import type { PcmLayout } from './pcm.ts'

type Spec = Pick<PcmLayout, 'encoding' | 'bits' | 'channels' | 'sampleRate'> & {
  frames: number
  /** WAVE_FORMAT_EXTENSIBLE instead of a plain format. */
  extensible?: boolean
  /** RF64 with a `ds64` chunk. */
  rf64?: boolean
  /** What the data chunk says it holds, when it lies. */
  declaredBytes?: number
}

/** Sample `i` of channel `c` in all test files: a ramp that differs per channel, within ±0.9. */
export const expected = (i: number, c: number): number => (((i * 37 + c * 101) % 181) / 181 - 0.5) * 1.8

function put(
  view: DataView,
  at: number,
  value: number,
  kind: Pick<PcmLayout, 'encoding' | 'bits' | 'littleEndian'>,
): void {
  const { encoding, bits, littleEndian: le } = kind
  if (encoding === 'float')
    return bits === 64 ? view.setFloat64(at, value, le) : view.setFloat32(at, value, le)
  if (encoding === 'uint') return view.setUint8(at, Math.round(value * 127) + 128)
  const whole = Math.round(value * (2 ** (bits - 1) - 1))
  if (bits === 8) view.setInt8(at, whole)
  if (bits === 16) view.setInt16(at, whole, le)
  if (bits === 32) view.setInt32(at, whole, le)
  if (bits === 24) for (let b = 0; b < 3; b++) view.setUint8(at + (le ? b : 2 - b), (whole >> (8 * b)) & 255)
}

/** Interleaved bytes of the test ramp. */
export function rampBytes(layout: Omit<PcmLayout, 'dataOffset' | 'sampleRate'>): Uint8Array {
  const size = layout.bits / 8
  const view = new DataView(new ArrayBuffer(layout.frames * layout.channels * size))
  for (let i = 0; i < layout.frames; i++) {
    for (let c = 0; c < layout.channels; c++)
      put(view, (i * layout.channels + c) * size, expected(i, c), layout)
  }
  return new Uint8Array(view.buffer)
}

const text = (value: string) => Buffer.from(value, 'latin1')
const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer)
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer)

/** Bytes of a WAV file as many programs write it, made without our own writer. */
export function wavBytes(spec: Spec): Buffer {
  const { encoding, bits, channels, sampleRate, extensible = false, rf64 = false } = spec
  const data = rampBytes({ ...spec, littleEndian: true })
  const tag = encoding === 'float' ? 3 : 1
  const align = (channels * bits) / 8
  const plain = [
    u16(extensible ? 0xfffe : tag),
    u16(channels),
    u32(sampleRate),
    u32(sampleRate * align),
    u16(align),
    u16(bits),
  ]
  const guid = [u16(22), u16(bits), u32(0), u16(tag), text('\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71')]
  const format = Buffer.concat(extensible ? [...plain, ...guid] : plain)
  const long = rf64 ? [text('ds64'), u32(28), u64(0), u64(data.length), u64(spec.frames), u32(0)] : []
  const size = spec.declaredBytes ?? (rf64 ? 0xffff_ffff : data.length)
  return Buffer.concat([
    text(rf64 ? 'RF64' : 'RIFF'),
    u32(0xffff_ffff),
    text('WAVE'),
    ...long,
    text('LIST'),
    u32(3),
    text('abc\0'),
    text('fmt '),
    u32(format.length),
    format,
    text('data'),
    u32(size),
    data,
  ])
}

/** Bytes of an AIFF (`codec` null) or AIFF-C file. */
export function aiffBytes(
  spec: Omit<Spec, 'declaredBytes'> & { codec: string | null; littleEndian?: boolean },
): Buffer {
  const { bits, channels, sampleRate, frames, codec, littleEndian = false } = spec
  const data = rampBytes({ ...spec, littleEndian })
  const be16 = (value: number) => u16(value).reverse()
  const be32 = (value: number) => u32(value).reverse()
  const exponent = Math.floor(Math.log2(sampleRate))
  const mantissa = (BigInt(sampleRate) << 63n) >> BigInt(exponent)
  const rate = Buffer.concat([
    be16(16383 + exponent),
    Buffer.from(BigUint64Array.of(mantissa).buffer).reverse(),
  ])
  const name = codec === null ? [] : [text(codec), text('\x04none\0')]
  const comm = Buffer.concat([be16(channels), be32(frames), be16(bits), rate, ...name])
  return Buffer.concat([
    text('FORM'),
    be32(0),
    text(codec === null ? 'AIFF' : 'AIFC'),
    text('COMM'),
    be32(comm.length),
    comm,
    text('SSND'),
    be32(8 + data.length),
    be32(0),
    be32(0),
    data,
  ])
}
