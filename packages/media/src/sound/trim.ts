import { fail } from '@segue/protocol'
import type { Sound, SoundFacts } from './facts.ts'
import { createWav } from './wavWriter.ts'

export interface TrimRange {
  fromSec: number
  /** Exclusive; the end of the sound when it is shorter. */
  toSec: number
  fadeInSec: number
  fadeOutSec: number
  signal?: AbortSignal
}

/** 24 bits hold a source that has no more; float and lossy ones may go beyond full scale and stay float. */
const bitsFor = ({ codec, bitDepth }: SoundFacts): 24 | 32 =>
  codec === 'flac' || (bitDepth !== null && bitDepth <= 24 && !codec.startsWith('pcm-f')) ? 24 : 32

/**
 * Writes part of a sound as a WAV at the source's rate and channels, sample exact, in 24 bits or float. Fades are
 * raised cosines. Fails with `range.empty` when nothing of the sound lies in the range.
 */
export async function trimSound(
  sound: Sound,
  out: string,
  range: TrimRange,
): Promise<{ durationSec: number; codec: string }> {
  const { sampleRate, channels } = sound.facts
  const end = Math.min(range.toSec, sound.facts.frames === null ? range.toSec : sound.facts.durationSec)
  const from = Math.max(0, Math.round(range.fromSec * sampleRate))
  const to = Math.round(end * sampleRate)
  const fadeIn = Math.round(range.fadeInSec * sampleRate)
  const fadeOut = Math.round(range.fadeOutSec * sampleRate)
  const bits = bitsFor(sound.facts)
  const rise = (x: number) => (x >= 1 ? 1 : x <= 0 ? 0 : 0.5 - 0.5 * Math.cos(Math.PI * x))
  const writer = await createWav(out, { sampleRate, channels, bits })
  let at = 0
  try {
    for await (const block of sound.blocks(range.signal === undefined ? {} : { signal: range.signal })) {
      const length = block[0]?.length ?? 0
      const [first, last] = [Math.max(0, from - at), Math.min(length, to - at)]
      if (last > first) {
        const start = at + first
        await writer.write(
          block.map((plane) =>
            plane.subarray(first, last).map((sample, i) => {
              const frame = start + i
              const gain =
                (fadeIn > 0 ? rise((frame - from) / fadeIn) : 1) *
                (fadeOut > 0 ? rise((to - frame) / fadeOut) : 1)
              return gain === 1 ? sample : sample * gain
            }),
          ),
        )
      }
      at += length
      if (at >= to) break
    }
    const { frames } = await writer.close()
    if (frames === 0) throw emptyRange(range, at / sampleRate)
    return { durationSec: frames / sampleRate, codec: bits === 24 ? 'pcm-s24' : 'pcm-f32' }
  } catch (error) {
    await writer.abort().catch(() => undefined)
    throw error
  }
}

/** Nothing of the sound lies in what was asked for. */
export function emptyRange({ fromSec, toSec }: { fromSec: number; toSec: number }, durationSec: number) {
  return fail({
    code: 'range.empty',
    message: `The range ${fromSec.toFixed(2)}–${toSec.toFixed(2)} s holds no sound; it lasts ${durationSec.toFixed(2)} s.`,
    hint: 'Choose a start inside the sound and an end after the start.',
    kind: 'input',
  })
}
