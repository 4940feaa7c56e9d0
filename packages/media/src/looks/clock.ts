import type { Locator, MediaMeta, MeterPoint } from '@segue/protocol'
import { beatToSec, secToBeat } from '../als/tempo.ts'

/** Musical time of a piece of media. Seconds count from its start, beats are quarter notes of the set. */
export interface Clock {
  durationSec: number
  beatAt(sec: number): number
  secAt(beat: number): number
  /** The downbeat at or after a beat, allowing for rounding. */
  downbeatFrom(beat: number): number
  /** Quarter notes per bar at a beat. */
  barAt(beat: number): number
  /** Named places after the start and before the end, in seconds of the media. */
  locators: readonly { name: string; sec: number }[]
}

const fourFour: MeterPoint = { beat: 0, numerator: 4, denominator: 4 }

/** The clock of media facts. Without a tempo it counts 120 quarter notes per minute in 4/4. */
export function clockOf(meta: MediaMeta, durationSec: number): Clock {
  const offset = meta.offsetSec ?? 0
  const map = meta.tempoMap?.length ? meta.tempoMap : [{ beat: 0, sec: 0, bpm: meta.bpm ?? 120, ramp: false }]
  const meterAt = (beat: number) => meta.meter?.findLast((m) => m.beat <= beat + 1e-6) ?? fourFour
  const barOf = (m: MeterPoint) => (m.numerator * 4) / m.denominator
  const inside = (l: Locator) => l.sec - offset > 0.05 && l.sec - offset < durationSec
  return {
    durationSec,
    beatAt: (sec) => secToBeat(map, sec + offset),
    secAt: (beat) => beatToSec(map, beat) - offset,
    downbeatFrom(beat) {
      const meter = meterAt(beat)
      const bars = Math.ceil((beat - meter.beat) / barOf(meter) - 0.02)
      const next = meter.beat + Math.max(0, bars) * barOf(meter)
      const change = meta.meter?.find((m) => m.beat > beat + 1e-6)
      return change ? Math.min(next, change.beat) : next
    },
    barAt: (beat) => barOf(meterAt(beat)),
    locators: (meta.locators ?? []).filter(inside).map(({ name, sec }) => ({ name, sec: sec - offset })),
  }
}
