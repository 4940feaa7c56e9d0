import { openSound } from './open.ts'

/** Highest and lowest sample per bucket, −1…1, over all channels. What a waveform needs. */
export interface WaveformPeaks {
  low: Float32Array<ArrayBuffer>
  high: Float32Array<ArrayBuffer>
  durationSec: number
}

/** How finely peaks are kept while the length of a compressed file is only roughly known. */
const spare = 8

/** Peaks of a sound for drawing, in one streaming pass. Fails like `openSound`. */
export async function waveformPeaks(
  path: string,
  buckets: number,
  options: { name?: string; signal?: AbortSignal } = {},
): Promise<WaveformPeaks> {
  const { signal, ...named } = options
  const { facts, blocks } = await openSound(path, named)
  const perStep = Math.max(1, Math.floor((facts.durationSec * facts.sampleRate) / (buckets * spare)))
  const steps: { low: number; high: number }[] = []
  let [low, high, filled, frames] = [Infinity, -Infinity, 0, 0]
  for await (const block of blocks(signal === undefined ? {} : { signal })) {
    const length = block[0]?.length ?? 0
    frames += length
    for (let i = 0; i < length; i++) {
      for (const plane of block) {
        const sample = plane[i] as number
        if (sample < low) low = sample
        if (sample > high) high = sample
      }
      if (++filled < perStep) continue
      steps.push({ low, high })
      ;[low, high, filled] = [Infinity, -Infinity, 0]
    }
  }
  if (filled > 0) steps.push({ low, high })
  const pick = (index: number) => {
    const from = Math.floor((index * steps.length) / buckets)
    const to = Math.max(from + 1, Math.floor(((index + 1) * steps.length) / buckets))
    return steps.slice(from, to)
  }
  return {
    low: Float32Array.from({ length: buckets }, (_, i) => Math.min(0, ...pick(i).map((step) => step.low))),
    high: Float32Array.from({ length: buckets }, (_, i) => Math.max(0, ...pick(i).map((step) => step.high))),
    durationSec: frames / facts.sampleRate,
  }
}
