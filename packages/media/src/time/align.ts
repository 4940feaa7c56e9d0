import { percentile } from '../analysis/onsets.ts'

/** Where a recording starts on the timeline of its set. */
export interface Alignment {
  /** Seconds from the start of the set to the start of the recording; negative when the recording starts earlier. */
  offsetSec: number
  /** Whether the recording agrees clearly with the set there. */
  sure: boolean
}

export interface AlignRequest {
  /** Seconds on the set's timeline at which notes and clips begin. */
  onsets: readonly number[]
  /** Onset strength of the recording, one value every `hopSec`. */
  flux: Float32Array
  hopSec: number
  /** Places where exports usually start, in order of likelihood: 0, the loop, bar lines. */
  likely: readonly number[]
}

const maxOnsets = 3000
/** A recording may start this much before the set does: count-in, silence. */
const earliestSec = 10
const nearSec = 0.06
/** Fewer onsets than this prove nothing. */
const fewest = 8

/** Onset strength without its mean, so that a wrong place adds up to nothing. Held over 15 ms for small errors. */
function centred(flux: Float32Array): Float32Array {
  const held = flux.map((value, i) => Math.max(value, flux[i - 1] ?? 0, flux[i + 1] ?? 0))
  const mean = held.reduce((sum, value) => sum + value, 0) / Math.max(1, held.length)
  return held.map((value) => value - mean)
}

/**
 * Finds by correlation of onsets where a recording starts in its set. Music repeats, so a likely place wins over
 * one that is only a little better. Flux runs about 10 ms ahead of the sound, which the grid of `hopSec` hides.
 */
export function alignOnsets({ onsets, flux, hopSec, likely }: AlignRequest): Alignment {
  const unique = [...new Set(onsets.map((sec) => Math.round(sec / hopSec)))].sort((a, b) => a - b)
  const step = Math.max(1, Math.ceil(unique.length / maxOnsets))
  const places = unique.filter((_, i) => i % step === 0)
  const lead = Math.round(0.01 / hopSec)
  const strength = centred(flux)
  const first = -Math.round(earliestSec / hopSec)
  const last = places.at(-1) ?? 0
  if (places.length < fewest) return { offsetSec: 0, sure: false }
  const scores = new Float64Array(Math.max(1, last - first))
  for (let s = 0; s < scores.length; s++) {
    let [sum, count] = [0, 0]
    for (const place of places) {
      const hop = place - (first + s) - lead
      if (hop < 0) continue
      if (hop >= strength.length) break
      sum += strength[hop] as number
      count++
    }
    scores[s] = sum / Math.sqrt(Math.max(count, fewest))
  }
  const near = Math.round(nearSec / hopSec)
  const peakAround = (centre: number) => {
    let best = Math.max(0, Math.min(scores.length - 1, centre - first - near))
    for (let s = best; s <= Math.min(scores.length - 1, centre - first + near); s++) {
      if ((scores[s] as number) > (scores[best] as number)) best = s
    }
    return best
  }
  let top = 0
  for (let s = 0; s < scores.length; s++) if ((scores[s] as number) > (scores[top] as number)) top = s
  const good = (scores[top] as number) * 0.9
  const chosen =
    likely.map((sec) => peakAround(Math.round(sec / hopSec))).find((s) => (scores[s] as number) >= good) ??
    top
  const loud = percentile(strength, 0.85)
  const inside = places
    .map((place) => strength[place - (first + chosen) - lead])
    .filter((value) => value !== undefined)
  const hits = inside.filter((value) => value > loud).length
  const count = inside.length
  // By chance 15 % of the places are among the loudest 15 % of moments; five standard deviations are no chance.
  const sure = count >= fewest && hits - 0.15 * count > 5 * Math.sqrt(0.15 * 0.85 * count)
  const offset = (chosen + first) * hopSec
  // Within a film frame of a likely place it is that place: the rest is measuring error.
  const exact = likely.find((sec) => Math.abs(sec - offset) < 0.012)
  return { offsetSec: sure ? (exact ?? offset) : 0, sure }
}
