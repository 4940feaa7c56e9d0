import { percentile } from '../analysis/onsets.ts'

/** Where a recording starts on the timeline of its set. */
export interface Alignment {
  /** Seconds from the start of the set to the start of the recording; negative when the recording starts earlier. */
  offsetSec: number
  /** Whether the recording agrees with the set there and nowhere else as well; 0 is assumed when not. */
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
  /** Where exports usually start: a place that is found next to a bar line is the bar line. */
  barLines: readonly number[]
}

const maxPlaces = 3000
/** A recording may start this much before the set does: count-in, silence. */
const earliestSec = 10
/** Scores this near to each other belong to one place. */
const nearSec = 0.06
/**
 * By how many standard deviations of the onset strength the best score must beat the next. A wrong repetition wins by
 * up to 0.75 in crops of 6 to 12 s of a piece of eleven bars.
 */
const clearly = 1
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
 * Finds by correlation of onsets where a recording starts in its set. Music repeats: the place only counts when it
 * clearly beats every other one, otherwise the recording is taken to start with the set.
 */
export function alignOnsets({ beginnings, flux, hopSec, barLines }: AlignRequest): Alignment {
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
  const chosen = scores.indexOf(scores.reduce((best, score) => Math.max(best, score)))
  const near = Math.round(nearSec / hopSec)
  const rival = scores.reduce(
    (best, score, s) => (Math.abs(s - chosen) > near ? Math.max(best, score) : best),
    -Infinity,
  )
  const spread = Math.sqrt(strength.reduce((sum, value) => sum + value * value, 0) / strength.length)
  const alone = (scores[chosen] as number) - rival > clearly * spread
  const loud = percentile(strength, 0.85)
  const inside = places
    .map(({ hop }) => strength[hop - (first + chosen) - lead])
    .filter((value) => value !== undefined)
  const hits = inside.filter((value) => value > loud).length
  const count = inside.length
  // by chance 15 % of the places are among the loudest 15 % of moments; five standard deviations are no chance.
  const agrees = count >= fewest && hits - 0.15 * count > 5 * Math.sqrt(0.15 * 0.85 * count)
  if (!agrees || !alone) return { offsetSec: 0, sure: false }
  const offsetSec = (chosen + first) * hopSec
  // within a film frame of a bar line it is that line: the rest is measuring error
  return { offsetSec: barLines.find((sec) => Math.abs(sec - offsetSec) < 0.012) ?? offsetSec, sure: true }
}
