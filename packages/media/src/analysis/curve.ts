import type { Fps } from '@segue/protocol'
import { bpmOfSec } from '../time/tempo.ts'
import type { Timeline } from '../time/timeline.ts'
import { type Onset, percentile } from './onsets.ts'

type Curve = Float32Array<ArrayBuffer>

/** The film frames that curves are made for. */
export interface Grid {
  fps: Fps
  frames: number
  timeline: Timeline
}

/** Start of a frame in seconds. */
export const secOfFrame = (fps: Fps, frame: number): number => (frame * fps.den) / fps.num

/** The frame on which a moment is seen. */
export const frameOfSec = (fps: Fps, sec: number): number => Math.floor((sec * fps.num) / fps.den + 1e-6)

/** The highest measurement that falls on each frame; between measurements the nearest one. */
export function holdPeaks(values: Float32Array, hopSec: number, { fps, frames }: Grid): Curve {
  const out = new Float32Array(frames)
  const last = values.length - 1
  for (let f = 0; f < frames; f++) {
    const from = Math.min(last, Math.round(secOfFrame(fps, f) / hopSec))
    const to = Math.max(from + 1, Math.min(values.length, Math.round(secOfFrame(fps, f + 1) / hopSec)))
    let peak = values[from] ?? 0
    for (let i = from + 1; i < to; i++) peak = Math.max(peak, values[i] ?? 0)
    out[f] = peak
  }
  return out
}

/** The part of its values that a curve shows from 0 to 1. */
export interface Range {
  low: number
  width: number
}

/** The ranges of all curves of a sound, by name. */
export type Ranges = Record<string, Range>

/** Whether an edit of the sound, rather than another sound, may have moved a range this far. */
const akin = (a: Range, b: Range): boolean =>
  Math.abs(a.low - b.low) <= a.width / 3 && a.width <= b.width * 1.5 && b.width <= a.width * 1.5

/**
 * Stretches curves so that their 10th percentile becomes 0 and their 95th 1, and notes the ranges. Frames at or below
 * `floor` count as silence and do not pull the upper end down. A range narrower than `span` × its top is not blown
 * up. Ranges that are known from the same sound before an edit are kept, so that only what was edited changes.
 */
export function createStretch(known: Ranges) {
  const ranges: Ranges = {}
  return {
    ranges,
    stretch(name: string, curve: Curve, { floor, span }: { floor: number; span: number }): Curve {
      const active = curve.filter((value) => value > floor)
      if (active.length === 0) return curve.map(() => 0)
      const low = Math.max(percentile(curve, 0.1), floor)
      const high = percentile(active, 0.95)
      const measured = { low, width: Math.max(high - low, Math.abs(high) * span, 1e-9) }
      const before = known[name]
      const range = before && akin(measured, before) ? before : measured
      ranges[name] = range
      return curve.map((value) => Math.min(1, Math.max(0, (value - range.low) / range.width)))
    },
  }
}

/** After an onset its band may need this long to reach its full level. */
const lookAheadSec = 0.09

/**
 * Gives each frame the value that the eye expects: on an onset's frame the curve already has the height that the
 * sound reaches shortly after, and then falls to a tenth within `releaseBeats` quarter notes.
 */
export function shape(curve: Curve, onsets: readonly Onset[], grid: Grid, releaseBeats: number): Curve {
  const { fps, timeline } = grid
  const out = curve.slice()
  const ahead = Math.max(1, Math.round((lookAheadSec * fps.num) / fps.den))
  for (const [index, { sec }] of onsets.entries()) {
    const frame = frameOfSec(fps, sec)
    const next = onsets[index + 1]
    const end = Math.min(frame + ahead, next === undefined ? curve.length : frameOfSec(fps, next.sec))
    let peak = out[frame] ?? 0
    for (let f = frame + 1; f < end; f++) peak = Math.max(peak, curve[f] ?? 0)
    if (frame < out.length) out[frame] = peak
  }
  return release(out, { fps, timeline }, releaseBeats)
}

/** Lets a curve fall no faster than to a tenth within `beats` quarter notes. */
export function release(
  curve: Curve,
  { fps, timeline }: Pick<Grid, 'fps' | 'timeline'>,
  beats: number,
): Curve {
  const out = curve.slice()
  for (let f = 1; f < out.length; f++) {
    const sec = (beats * 60) / bpmOfSec(timeline.tempo, secOfFrame(fps, f))
    const kept = (out[f - 1] ?? 0) * 0.1 ** (fps.den / fps.num / sec)
    out[f] = Math.max(out[f] ?? 0, kept)
  }
  return out
}

/** A curve that jumps to each onset's strength and falls within `beats`. */
export function envelope(onsets: readonly Onset[], grid: Grid, beats: number): Curve {
  const out = new Float32Array(grid.frames)
  for (const { sec, strength } of onsets) {
    const frame = frameOfSec(grid.fps, sec)
    if (frame < out.length) out[frame] = Math.max(out[frame] ?? 0, strength)
  }
  return release(out, grid, beats)
}
