import type { OscillatorPatch } from './patch.ts'

/** Takes the edge off a jump at phase 0, so that it does not alias (polynomial band-limited step). */
function blep(phase: number, step: number): number {
  if (phase < step) {
    const x = phase / step - 1
    return -x * x
  }
  if (phase > 1 - step) {
    const x = (phase - 1) / step + 1
    return x * x
  }
  return 0
}

type Wave = (out: Float64Array, frames: number, phase: number, step: number) => number

/** Each writes `frames` samples from `phase` (0–1) on, `step` further each time, and gives the phase after. */
const waves: Record<OscillatorPatch['shape'], Wave> = {
  saw(out, frames, phase, step) {
    let at = phase
    for (let i = 0; i < frames; i++) {
      out[i] = 2 * at - 1 - blep(at, step)
      at += step
      if (at >= 1) at -= 1
    }
    return at
  },
  pulse(out, frames, phase, step) {
    let at = phase
    for (let i = 0; i < frames; i++) {
      out[i] = (at < 0.5 ? 1 : -1) + blep(at, step) - blep(at < 0.5 ? at + 0.5 : at - 0.5, step)
      at += step
      if (at >= 1) at -= 1
    }
    return at
  },
  sine(out, frames, phase, step) {
    let at = phase
    for (let i = 0; i < frames; i++) {
      out[i] = Math.sin(2 * Math.PI * at)
      at += step
      if (at >= 1) at -= 1
    }
    return at
  },
  triangle(out, frames, phase, step) {
    let at = phase
    for (let i = 0; i < frames; i++) {
      out[i] = 4 * Math.abs(at - 0.5) - 1
      at += step
      if (at >= 1) at -= 1
    }
    return at
  },
}

/** One oscillator of a sounding note. */
export interface Oscillator {
  wave: Wave
  step: number
  phase: number
  left: number
  right: number
}

/** The wave of a shape. */
export function waveOf(shape: OscillatorPatch['shape']): Wave {
  return waves[shape]
}
