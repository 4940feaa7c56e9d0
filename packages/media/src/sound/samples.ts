import type { AudioSample } from 'mediabunny'
import type { Planes } from './facts.ts'

const scales: Record<
  string,
  { read: (bytes: ArrayBuffer) => ArrayLike<number>; scale: number; zero: number }
> = {
  u8: { read: (bytes) => new Uint8Array(bytes), scale: 1 / 128, zero: 128 },
  s16: { read: (bytes) => new Int16Array(bytes), scale: 1 / 32768, zero: 0 },
  s32: { read: (bytes) => new Int32Array(bytes), scale: 1 / 2147483648, zero: 0 },
  f32: { read: (bytes) => new Float32Array(bytes), scale: 1, zero: 0 },
}

/**
 * Planes of a decoded sample. Copies in the decoder's own format and converts here: the native library (1.3.1)
 * aborts the process when `copyTo` has to convert from interleaved integers.
 */
export function planesOf(sample: AudioSample): Planes {
  const { format, numberOfChannels: channels, numberOfFrames: frames } = sample
  const [kind = 'f32', planar] = format.split('-')
  const facts = scales[kind]
  if (facts === undefined) throw new Error(`sample format ${format}`)
  const { read, scale, zero } = facts
  const bytesOf = (planeIndex: number) => {
    const bytes = new ArrayBuffer(sample.allocationSize({ planeIndex, format }))
    sample.copyTo(bytes, { planeIndex, format })
    return read(bytes)
  }
  const shared = planar === undefined ? bytesOf(0) : null
  const step = shared === null ? 1 : channels
  return Array.from({ length: channels }, (_, channel) => {
    const from = shared ?? bytesOf(channel)
    const plane = new Float32Array(frames)
    for (let i = 0, at = shared === null ? 0 : channel; i < frames; i++, at += step) {
      plane[i] = ((from[at] ?? zero) - zero) * scale
    }
    return plane
  })
}
