import { barBeats, barOfBeat } from '@segue/media/time/meter'
import type { MeterPoint } from '@segue/protocol'

/** Quarter notes in one sixteenth. */
const sixteenth = 0.25
/** Beats that come from seconds are a hair off. */
const hair = 1e-4

/** A place as Live writes it, bars.beats.sixteenths from 1: beat 32 in 4/4 is `9.1.1`. `beat` is in quarter notes. */
export function arrangementPlace(beat: number, meter: readonly MeterPoint[]): string {
  const { bar, phase, point } = barOfBeat(meter, Math.round(beat / hair) * hair)
  const [beats, rest] = split(phase * barBeats(point), 4 / point.denominator)
  return [bar, beats, split(rest, sixteenth)[0]].map((part) => part + 1).join('.')
}

/** A length as Live writes it, in the meter of its start: 34 quarter notes in 4/4 are `8.2.0`. */
export function arrangementLength(from: number, to: number, meter: readonly MeterPoint[]): string {
  const { point } = barOfBeat(meter, from)
  const [bars, inBar] = split(to - from, barBeats(point))
  const [beats, rest] = split(inBar, 4 / point.denominator)
  // a longer export does no harm, a shorter one lacks something
  return [bars, beats, Math.ceil(rest / sixteenth - hair)].join('.')
}

function split(value: number, unit: number): [whole: number, rest: number] {
  const whole = Math.floor(value / unit + hair)
  return [whole, Math.max(0, value - whole * unit)]
}
