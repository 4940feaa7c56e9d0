import type { MeterPoint } from '@segue/protocol'

/** Quarter notes in one bar. */
export const barBeats = ({ numerator, denominator }: MeterPoint): number => (numerator * 4) / denominator

const common: MeterPoint = { beat: 0, numerator: 4, denominator: 4 }

/** Every meter point with the number of the bar that starts there; a change in mid-bar starts a new bar. */
function numbered(meter: readonly MeterPoint[]): { point: MeterPoint; bar: number }[] {
  const list: { point: MeterPoint; bar: number }[] = []
  for (const point of meter.length > 0 ? meter : [common]) {
    const before = list.at(-1)
    const bars = before === undefined ? 0 : (point.beat - before.point.beat) / barBeats(before.point)
    list.push({ point, bar: (before?.bar ?? 0) + Math.ceil(bars - 1e-6) })
  }
  return list
}

/** Where in its bar a beat lies. `bar` counts from 0; `phase` is 0…1; `pulse` is the phase of the meter's own note. */
export interface BarPosition {
  bar: number
  phase: number
  pulse: number
  point: MeterPoint
}

/** The bar that holds a beat (quarter note). 4/4 where the meter is unknown. */
export function barOfBeat(meter: readonly MeterPoint[], beat: number): BarPosition {
  const list = numbered(meter)
  // A hair of tolerance, so that a beat computed from seconds does not fall before its own bar line.
  const at = list.findLast(({ point }) => point.beat <= beat + 1e-6) ?? list[0]
  const point = at?.point ?? common
  const bars = (beat - point.beat) / barBeats(point)
  const whole = Math.floor(bars + 1e-6)
  const phase = Math.max(0, bars - whole)
  const pulses = phase * point.numerator
  return { bar: (at?.bar ?? 0) + whole, phase, pulse: Math.max(0, pulses - Math.floor(pulses + 1e-6)), point }
}

/** The beat (quarter note) on which a bar starts. Fractions of a bar are allowed. */
export function beatOfBar(meter: readonly MeterPoint[], bar: number): number {
  const list = numbered(meter)
  const at = list.findLast((entry) => entry.bar <= bar) ?? list[0]
  const point = at?.point ?? common
  return point.beat + (bar - (at?.bar ?? 0)) * barBeats(point)
}
