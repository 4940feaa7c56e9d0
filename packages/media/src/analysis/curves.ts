import type { Fps } from '@segue/protocol'
import { type Channels, quantise } from '../channels/file.ts'
import { barOfBeat } from '../time/meter.ts'
import { beatOfSec } from '../time/tempo.ts'
import { barSecAt } from '../time/timeline.ts'
import {
  createStretch,
  envelope,
  frameOfSec,
  type Grid,
  holdPeaks,
  type Ranges,
  secOfFrame,
  shape,
} from './curve.ts'
import { type Band, bandNames, type Features } from './features.ts'
import { type Onset, percentile } from './onsets.ts'

/** Everything measured in a sound that curves are made from. */
export interface Measured {
  features: Features
  onsets: Record<Band | 'all', Onset[]>
  /** K-weighted mean square per 100 ms. */
  loudness: Float64Array
}

/** Curves, and the ranges in which they are drawn. */
export interface Drawn extends Channels {
  ranges: Ranges
}

/** What a band must exceed to count as sound: 1 % of its loud moments, between −94 and −66 dBFS. */
const silence = (values: Float32Array): number =>
  Math.min(0.0005, Math.max(0.00002, percentile(values, 0.99) / 100))

/** A band that varies by less than an eighth of its level is steady and stays low. */
const steady = 0.125

/** Mean loudness of the bar that ends at each frame, in dB above −70. */
function barLoudness(steps: Float64Array, { fps, frames, timeline }: Grid): Float32Array<ArrayBuffer> {
  const sums = new Float64Array(steps.length + 1)
  for (let i = 0; i < steps.length; i++) sums[i + 1] = (sums[i] ?? 0) + (steps[i] ?? 0)
  return Float32Array.from({ length: frames }, (_, f) => {
    const sec = secOfFrame(fps, f + 1)
    const end = Math.min(steps.length, Math.max(1, Math.round(sec * 10)))
    const start = Math.max(0, Math.min(end - 1, Math.round((sec - barSecAt(timeline, sec)) * 10)))
    const power = ((sums[end] ?? 0) - (sums[start] ?? 0)) / (end - start)
    return power > 1e-7 ? 70 + 10 * Math.log10(power) : 0
  })
}

/** The curves of one band: normalised, moved onto its onsets, with a release, normalised again. */
function bandCurve(
  name: string,
  values: Float32Array,
  onsets: readonly Onset[],
  {
    stretch,
    ...grid
  }: Grid & Pick<ReturnType<typeof createStretch>, 'stretch'> & { hopSec: number; beats: number },
) {
  const peaks = holdPeaks(values, grid.hopSec, grid)
  const held = stretch(`${name} held`, peaks, { floor: silence(values), span: steady })
  return stretch(name, shape(held, onsets, grid, grid.beats), { floor: 0, span: steady })
}

/**
 * Only the hits of a band: silent between them, as high as the band becomes. A kick also clicks in the middle and a
 * snare also thumps, but far below the band's own hits.
 */
function hits(onsets: readonly Onset[], band: Float32Array | undefined, grid: Grid & { beats: number }) {
  const strengths = onsets.map(({ sec }) => ({ sec, strength: band?.[frameOfSec(grid.fps, sec)] ?? 0 }))
  return envelope(strengths, grid, grid.beats)
}

/**
 * Film-frame curves, all 0…1 but `onsetIndex`, which counts onsets so far: low, mid, high, rms, kick, snare, onset,
 * onsetIndex, centroid, beat, bar, loudness. Values are rounded to 1/4096. Silence gives zeros.
 */
export function makeCurves(
  measured: Measured,
  grid: Grid,
  { releaseBeats, known }: { releaseBeats: number; known: Ranges },
): Drawn {
  const { features, onsets } = measured
  const { hopSec } = features
  const { fps, frames, timeline } = grid
  const { stretch, ranges } = createStretch(known)
  const context = { ...grid, hopSec, beats: releaseBeats, stretch }
  const planes = new Map<string, Float32Array<ArrayBuffer>>()
  for (const band of bandNames) planes.set(band, bandCurve(band, features.level[band], onsets[band], context))
  planes.set('rms', bandCurve('rms', features.rms, onsets.all, context))
  planes.set('kick', hits(onsets.low, planes.get('low'), context))
  planes.set('snare', hits(onsets.mid, planes.get('mid'), context))
  planes.set('onset', envelope(onsets.all, grid, releaseBeats))
  planes.set('onsetIndex', countOnsets(onsets.all, fps, frames))
  planes.set(
    'centroid',
    stretch('centroid', holdPeaks(features.centroid, hopSec, grid), { floor: 1, span: 0.15 }),
  )
  const middle = (f: number) => secOfFrame(fps, f + 0.5)
  const place = (f: number) => barOfBeat(timeline.meter, beatOfSec(timeline.tempo, middle(f)))
  planes.set(
    'beat',
    Float32Array.from({ length: frames }, (_, f) => place(f).pulse),
  )
  planes.set(
    'bar',
    Float32Array.from({ length: frames }, (_, f) => place(f).phase),
  )
  planes.set('loudness', stretch('loudness', barLoudness(measured.loudness, grid), { floor: 0, span: 0.1 }))
  return {
    rate: fps,
    samples: frames,
    planes: new Map([...planes].map(([name, curve]) => [name, quantise(curve)])),
    ranges,
  }
}

function countOnsets(onsets: readonly Onset[], fps: Fps, frames: number): Float32Array<ArrayBuffer> {
  const counts = new Float32Array(frames)
  for (const { sec } of onsets) {
    const frame = frameOfSec(fps, sec)
    if (frame < frames) counts[frame] = (counts[frame] ?? 0) + 1
  }
  let count = 0
  return counts.map((more) => {
    count += more
    return count
  })
}
