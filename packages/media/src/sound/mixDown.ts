import type { Planes, Sound } from './facts.ts'
import { openSound } from './open.ts'
import { createWav } from './wavWriter.ts'

/** A sound that goes into a mix, times `gain`. */
export interface MixSource {
  path: string
  name: string
  gain: number
}

/** What came out of a mix. `loweredDb` is how much all of it was lowered; 0 when nothing would have clipped. */
export interface MixFacts {
  durationSec: number
  sampleRate: number
  channels: number
  loweredDb: number
}

/** Frames that are added up at once. */
const step = 16_384
/** −0.1 dBFS. */
const ceiling = 10 ** (-0.1 / 20)

/** Gives the next `count` frames of a sound; fewer at its end, none behind it. */
function reader(blocks: AsyncIterator<Planes>): (count: number) => Promise<Planes> {
  let held: Planes = []
  const length = () => held[0]?.length ?? 0
  return async (count) => {
    const parts: Planes[] = []
    for (let missing = count; missing > 0; ) {
      if (length() === 0) {
        const next = await blocks.next()
        if (next.done) break
        held = next.value
      }
      const part = held.map((plane) => plane.subarray(0, missing))
      parts.push(part)
      held = held.map((plane) => plane.subarray(missing))
      missing -= part[0]?.length ?? 0
    }
    return (parts[0] ?? []).map((_, channel) => {
      const planes = parts.map((part) => part[channel] ?? new Float32Array())
      const whole = new Float32Array(planes.reduce((sum, plane) => sum + plane.length, 0))
      let at = 0
      for (const plane of planes) {
        whole.set(plane, at)
        at += plane.length
      }
      return whole
    })
  }
}

/** Sounds added up, block by block, until the longest one ends. */
async function* sums(
  sounds: readonly { sound: Sound; gain: number }[],
  options: { sampleRate: number; channels: number; signal: AbortSignal },
): AsyncGenerator<Planes> {
  const readers = sounds.map(({ sound, gain }) => {
    const read = reader(sound.blocks(options)[Symbol.asyncIterator]())
    return { read, gain }
  })
  for (;;) {
    const parts = await Promise.all(readers.map(async ({ read, gain }) => ({ part: await read(step), gain })))
    const length = Math.max(...parts.map(({ part }) => part[0]?.length ?? 0))
    if (length === 0) return
    yield Array.from({ length: options.channels }, (_, channel) => {
      const sum = new Float32Array(length)
      for (const { part, gain } of parts)
        for (const [i, value] of (part[channel] ?? new Float32Array()).entries())
          sum[i] = (sum[i] ?? 0) + value * gain
      return sum
    })
  }
}

/**
 * Adds sounds up into a WAV of 24 bits, from their beginnings on, at the rate of the first; all of it is lowered when
 * it would clip. Fails like `openSound`.
 */
export async function mixDown(
  sources: readonly MixSource[],
  { out, signal, onProgress }: { out: string; signal: AbortSignal; onProgress(fraction: number): void },
): Promise<MixFacts> {
  const sounds = await Promise.all(
    sources.map(async ({ path, name, gain }) => ({ sound: await openSound(path, { name }), gain })),
  )
  const sampleRate = sounds[0]?.sound.facts.sampleRate ?? 48_000
  const channels = Math.min(2, Math.max(...sounds.map(({ sound }) => sound.facts.channels)))
  const longest = Math.max(...sounds.map(({ sound }) => sound.facts.durationSec)) * sampleRate
  const options = { sampleRate, channels, signal }
  let peak = 0
  let frames = 0
  for await (const block of sums(sounds, options)) {
    for (const plane of block) for (const value of plane) peak = Math.max(peak, Math.abs(value))
    frames += block[0]?.length ?? 0
    onProgress(Math.min(0.5, frames / longest / 2))
  }
  const gain = peak > ceiling ? ceiling / peak : 1
  const wav = await createWav(out, { sampleRate, channels, bits: 24 })
  let written = 0
  try {
    for await (const block of sums(sounds, options)) {
      await wav.write(gain === 1 ? block : block.map((plane) => plane.map((value) => value * gain)))
      written += block[0]?.length ?? 0
      onProgress(0.5 + Math.min(0.5, written / longest / 2))
    }
  } catch (error) {
    await wav.abort()
    throw error
  }
  await wav.close()
  return { durationSec: written / sampleRate, sampleRate, channels, loweredDb: -20 * Math.log10(gain) + 0 }
}
