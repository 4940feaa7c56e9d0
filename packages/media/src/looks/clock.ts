import type { Locator, MediaMeta } from '@segue/protocol'
import { barBeats, barOfBeat, beatOfBar } from '../time/meter.ts'
import { beatOfSec, secOfBeat } from '../time/tempo.ts'
import { type Timeline, timelineOf } from '../time/timeline.ts'

/** Musical time of a film. Seconds count from its start, beats are quarter notes of the set. */
export interface Clock {
  durationSec: number
  beatAt(sec: number): number
  secAt(beat: number): number
  /** The downbeat at or after a beat. */
  downbeatFrom(beat: number): number
  /** Quarter notes per bar at a beat. */
  barAt(beat: number): number
  /** Named places inside the film. */
  locators: readonly Locator[]
  /** Quarter notes of one turn of a loop; null for a film with a beginning and an end. */
  loopBeats: number | null
}

/** The clock of a film from what its media says. Without a tempo it counts 120 quarter notes per minute in 4/4. */
export function clockOf(meta: MediaMeta, durationSec: number): Clock {
  const timeline: Timeline = timelineOf({ bpm: 120, ...meta }) ?? { tempo: [], meter: [], locators: [] }
  const { tempo, meter } = timeline
  return {
    durationSec,
    beatAt: (sec) => beatOfSec(tempo, sec),
    secAt: (beat) => secOfBeat(tempo, beat),
    downbeatFrom(beat) {
      const { bar, phase } = barOfBeat(meter, beat)
      return beatOfBar(meter, phase < 0.02 ? bar : bar + 1)
    },
    barAt: (beat) => barBeats(barOfBeat(meter, beat).point),
    locators: timeline.locators.filter(({ sec }) => sec > 0.05 && sec < durationSec),
    loopBeats: null,
  }
}
