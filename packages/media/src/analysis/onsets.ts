/** A moment at which something starts to sound. `strength` is 0…1 against the strongest tenth of the file. */
export interface Onset {
  sec: number
  strength: number
}

/** Onset times are this much later than the window's centre when the flux peaks; found with clicks and kicks. */
const lateSec = 0.0125
const reachSec = 0.03
const gapSec = 0.05

/** The value below which a part of the numbers lies, from at most 100,000 of them. */
export function percentile(values: ArrayLike<number>, part: number): number {
  const step = Math.max(1, Math.floor(values.length / 100_000))
  const sorted = Float32Array.from(
    { length: Math.ceil(values.length / step) },
    (_, i) => values[i * step] ?? 0,
  ).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}

/**
 * Picks onsets from a flux curve: local maxima over ±30 ms that stand out from their neighbourhood by a part of the
 * file's own range. At least 50 ms apart. Nothing in silence or steady sound.
 */
export function pickOnsets(flux: Float32Array, hopSec: number, floor: number): Onset[] {
  const top = percentile(flux, 0.998)
  const threshold = Math.max(floor, top * 0.14)
  const [reach, past, ahead] = [reachSec, 0.12, 0.06].map((sec) => Math.round(sec / hopSec)) as [
    number,
    number,
    number,
  ]
  const onsets: Onset[] = []
  let sum = 0
  for (let i = 0; i < Math.min(ahead, flux.length); i++) sum += flux[i] ?? 0
  for (let i = 0; i < flux.length; i++) {
    sum += (flux[i + ahead] ?? 0) - (flux[i - past - 1] ?? 0)
    const value = flux[i] ?? 0
    if (value < threshold || value < sum / (past + ahead + 1) + threshold * 0.6) continue
    let isPeak = true
    for (let k = Math.max(0, i - reach); k <= i + reach && isPeak; k++) {
      const other = flux[k] ?? 0
      isPeak = other < value || (other === value && k >= i)
    }
    const sec = Math.max(0, i * hopSec + lateSec)
    if (isPeak && sec - (onsets.at(-1)?.sec ?? -1) >= gapSec) {
      onsets.push({ sec, strength: value })
    }
  }
  const strong = percentile(
    onsets.map(({ strength }) => strength),
    0.9,
  )
  return onsets.map(({ sec, strength }) => ({ sec, strength: Math.min(1, strength / strong) }))
}
