import '../codecs.ts'
import {
  AudioSample,
  AudioSampleSource,
  FilePathTarget,
  FlacOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
} from 'mediabunny'
import type { Planes } from './facts.ts'

const formats = {
  mp3: { make: () => new Mp3OutputFormat(), codec: 'mp3' },
  m4a: { make: () => new Mp4OutputFormat(), codec: 'aac' },
  opus: { make: () => new OggOutputFormat(), codec: 'opus' },
  flac: { make: () => new FlacOutputFormat(), codec: 'flac' },
} as const

/** Encodes planes into a compressed file for tests. */
export async function encodeTestFile(
  path: string,
  planes: Planes,
  { format, sampleRate }: { format: keyof typeof formats; sampleRate: number },
): Promise<void> {
  const { make, codec } = formats[format]
  const output = new Output({ format: make(), target: new FilePathTarget(path) })
  const source = new AudioSampleSource({ codec, bitrate: 192_000 })
  output.addAudioTrack(source)
  await output.start()
  const frames = planes[0]?.length ?? 0
  const step = 4096
  for (let at = 0; at < frames; at += step) {
    const length = Math.min(step, frames - at)
    const data = new Float32Array(length * planes.length)
    for (const [c, plane] of planes.entries()) data.set(plane.subarray(at, at + length), c * length)
    const sample = new AudioSample({
      data,
      format: 'f32-planar',
      numberOfChannels: planes.length,
      sampleRate,
      timestamp: at / sampleRate,
    })
    await source.add(sample)
    sample.close()
  }
  await output.finalize()
}

/** Silence with a full-scale click at each moment, for timing tests. Two equal channels. */
export function clicks(sampleRate: number, durationSec: number, atSec: readonly number[]): Planes {
  const plane = new Float32Array(Math.round(sampleRate * durationSec))
  for (const sec of atSec)
    for (let i = 0; i < 48; i++) plane[Math.round(sec * sampleRate) + i] = 0.9 * (1 - i / 48)
  return [plane, plane.slice()]
}
