import { percentile } from '../analysis/onsets.ts'

/** Where a recording starts on the timeline of its set. */
export interface Alignment {
  /** Seconds from the start of the set to the start of the recording; negative when the recording starts earlier. */
  offsetSec: number
  /** Whether the recording agrees clearly with the set there. */
  sure: boolean
}

/** A moment of the set at which something begins. `weight` is how loud, 1 for a full note. */
export interface Beginning {
  sec: number
  weight: number
}

export interface AlignRequest {
  /** Notes and clips on the set's timeline. */
  beginnings: readonly Beginning[]
  /** Onset strength of the recording, one value every `hopSec`. */
  flux: Float32Array
  hopSec: number
  /** Places where exports usually start, in order of likelihood: 0, the loop, bar lines. */
  likely: readonly number[]
}

const maxPlaces = 3000
/** A recording may start this much before the set does: count-in, silence. */
const earliestSec = 10
const nearSec = 0.06
/** Flux peaks this much before the sound begins. */
const leadSec = 0.01
/** Fewer onsets than this prove nothing. */
const fewest = 8

/**
 * Onset strength, compressed so that many soft hits count as much as a few hard ones, without its mean, so that a
 * wrong place adds up to nothing. Held over 15 ms for small errors.
 */
function evened(flux: Float32Array): Float32Array {
  const soft = flux.map(Math.log1p)
  const held = soft.map((value, i) => Math.max(value, soft[i - 1] ?? 0, soft[i + 1] ?? 0))
  const mean = held.reduce((sum, value) => sum + value, 0) / Math.max(1, held.length)
  return held.map((value) => value - mean)
}

/** Beginnings on the grid of the flux: what begins together adds up, softly. At most `maxPlaces`. */
function placesOf(beginnings: readonly Beginning[], hopSec: number): { hop: number; weight: number }[] {
  const sums = new Map<number, number>()
  for (const { sec, weight } of beginnings) {
    const hop = Math.round(sec / hopSec)
    sums.set(hop, (sums.get(hop) ?? 0) + weight)
  }
  const places = [...sums]
    .map(([hop, sum]) => ({ hop, weight: Math.sqrt(sum) }))
    .sort((a, b) => a.hop - b.hop)
  const step = Math.max(1, Math.ceil(places.length / maxPlaces))
  return places.filter((_, i) => i % step === 0)
}

/**
 * Finds by correlation of onsets where a recording starts in its set. Music repeats, so a likely place is taken
 * when it is nearly as good as the best one.
 */
export function alignOnsets({ beginnings, flux, hopSec, likely }: AlignRequest): Alignment {
  const places = placesOf(beginnings, hopSec)
  const lead = Math.round(leadSec / hopSec)
  const strength = evened(flux)
  const first = -Math.round(earliestSec / hopSec)
  const last = places.at(-1)?.hop ?? 0
  if (places.length < fewest) return { offsetSec: 0, sure: false }
  const scores = new Float64Array(Math.max(1, last - first))
  for (let s = 0; s < scores.length; s++) {
    let [sum, squares, weights] = [0, 0, 0]
    for (const { hop: place, weight } of places) {
      const hop = place - (first + s) - lead
      if (hop < 0) continue
      if (hop >= strength.length) break
      sum += weight * (strength[hop] as number)
      squares += weight * weight
      weights += weight
    }
    // Pearson's correlation; the strength's own energy is the same everywhere.
    scores[s] = sum / Math.sqrt(Math.max(squares - (weights * weights) / strength.length, 1))
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
  const good = (scores[top] as number) * 0.95
  const chosen =
    likely.map((sec) => peakAround(Math.round(sec / hopSec))).find((s) => (scores[s] as number) >= good) ??
    top
  const loud = percentile(strength, 0.85)
  const inside = places
    .map(({ hop }) => strength[hop - (first + chosen) - lead])
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
