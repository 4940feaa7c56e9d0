import type { Locator, MediaMeta, MeterPoint, TempoPoint } from '@segue/protocol'
import { barOfBeat, beatOfBar } from './meter.ts'
import { beatOfSec, secOfBeat } from './tempo.ts'

/** Musical time of one piece of media. All seconds count from the start of the media, not of the set. */
export interface Timeline {
  tempo: readonly TempoPoint[]
  meter: readonly MeterPoint[]
  locators: readonly Locator[]
}

/**
 * The timeline of media from its metadata: what the set says, moved by `offsetSec`. With a tempo and no map, beat 0
 * is the start of the media. `null` when no tempo is known.
 */
export function timelineOf(meta: MediaMeta): Timeline | null {
  const offset = meta.offsetSec ?? 0
  const tempo =
    meta.tempoMap !== undefined && meta.tempoMap.length > 0
      ? meta.tempoMap.map((point) => ({ ...point, sec: point.sec - offset }))
      : meta.bpm !== undefined
        ? [{ beat: 0, sec: -offset, bpm: meta.bpm, ramp: false }]
        : null
  if (tempo === null) return null
  return { tempo, meter: meta.meter ?? [], locators: locatorsOf(meta) }
}

/** The locators of media, in seconds from its start; places before the start have negative times. */
export function locatorsOf(meta: MediaMeta): Locator[] {
  return (meta.locators ?? []).map((locator) => ({ ...locator, sec: locator.sec - (meta.offsetSec ?? 0) }))
}

/** Seconds of the bar line that lies nearest to `sec`. */
export function snapToBar(timeline: Timeline, sec: number): number {
  const beat = beatOfSec(timeline.tempo, sec)
  const { bar } = barOfBeat(timeline.meter, beat)
  const [before, after] = [bar, bar + 1].map((n) => secOfBar(timeline, n)) as [number, number]
  return sec - before <= after - sec ? before : after
}

/** Seconds at which a bar starts. Bars count from 0 at the start of the set. */
export function secOfBar(timeline: Timeline, bar: number): number {
  return secOfBeat(timeline.tempo, beatOfBar(timeline.meter, bar))
}

/** The number of the bar line nearest to `sec`. */
export function nearestBar(timeline: Timeline, sec: number): number {
  const { bar, phase } = barOfBeat(timeline.meter, beatOfSec(timeline.tempo, sec))
  return phase > 0.5 ? bar + 1 : bar
}

/** Length of the bar that plays at `sec`, in seconds. */
export function barSecAt(timeline: Timeline, sec: number): number {
  const { bar } = barOfBeat(timeline.meter, beatOfSec(timeline.tempo, sec))
  return secOfBar(timeline, bar + 1) - secOfBar(timeline, bar)
}
