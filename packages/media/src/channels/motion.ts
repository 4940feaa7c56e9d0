import { fail } from '@segue/protocol'
import { beatOfSec, secOfBeat } from '../time/tempo.ts'
import type { Timeline } from '../time/timeline.ts'

type Curve = Float32Array<ArrayBuffer>

/** Straight line from one range to another, then a curve: exponent > 1 keeps low values down. */
export interface Remap {
  fromLow: number
  fromHigh: number
  toLow: number
  toHigh: number
  exponent: number
  /** Keep results between `toLow` and `toHigh`. */
  clamp: boolean
}

/** Remaps a curve. Fails with `range.empty` when the input range has no width. */
export function remapCurve(curve: Curve, remap: Remap): Curve {
  const { fromLow, fromHigh, toLow, toHigh, exponent, clamp } = remap
  if (fromLow === fromHigh) {
    throw fail({
      code: 'range.empty',
      message: 'The input range has no width.',
      hint: 'Give two different values for “From low” and “From high”.',
      kind: 'input',
    })
  }
  return curve.map((value) => {
    const x = (value - fromLow) / (fromHigh - fromLow)
    const kept = clamp ? Math.min(1, Math.max(0, x)) : x
    const shaped = Math.sign(kept) * Math.abs(kept) ** exponent
    return toLow + shaped * (toHigh - toLow)
  })
}

/** The time in which a smoothed value covers 90 % of a step. Seconds; 0 follows at once. */
export interface Smoothing {
  /** Before a rise: the curve starts early and arrives on time. */
  attackSec: number
  /** After a fall. */
  releaseSec: number
}

/** Eases a curve without moving its peaks: rises begin earlier, falls last longer. */
export function smoothCurve(curve: Curve, perSec: number, { attackSec, releaseSec }: Smoothing): Curve {
  const factor = (sec: number) => (sec > 0 ? 0.1 ** (1 / (sec * perSec)) : 0)
  const [fall, rise] = [factor(releaseSec), factor(attackSec)]
  const out = curve.slice()
  for (let i = 1; i < out.length; i++) {
    const [before, now] = [out[i - 1] ?? 0, out[i] ?? 0]
    if (now < before) out[i] = now + (before - now) * fall
  }
  for (let i = out.length - 2; i >= 0; i--) {
    const [after, now] = [out[i + 1] ?? 0, out[i] ?? 0]
    if (now < after) out[i] = now + (after - now) * rise
  }
  return out
}

/** How far a curve is moved, in one of two units. Negative values move it earlier. */
export type Delay = { sec: number } | { beats: number; timeline: Timeline }

/**
 * Moves a curve in time; fractions of a sample are interpolated. Beats follow the tempo map, so a delay stretches
 * with a slowing tempo. What comes in from outside holds the first or last value.
 */
export function delayCurve(curve: Curve, perSec: number, delay: Delay): Curve {
  const source = (index: number) => {
    if ('sec' in delay) return index - delay.sec * perSec
    const beat = beatOfSec(delay.timeline.tempo, index / perSec) - delay.beats
    return secOfBeat(delay.timeline.tempo, beat) * perSec
  }
  const last = curve.length - 1
  return curve.map((_, index) => {
    const at = Math.min(last, Math.max(0, source(index)))
    const low = Math.floor(at)
    const here = curve[low] ?? 0
    return here + ((curve[Math.min(last, low + 1)] ?? here) - here) * (at - low)
  })
}
