import { fail } from '@segue/protocol'
import { frameOfSec } from '../analysis/curve.ts'
import { type LoopShape, loopFrames } from '../time/loop.ts'
import { type Channels, quantise } from './file.ts'

/** Rows of a step sequencer, one bar or several: `x` a hit, `X` a loud one, `o` a soft one, anything else a rest. */
export interface StepRows {
  low: string
  mid: string
  high: string
}

export interface StepOptions extends LoopShape {
  rows: StepRows
  /** Beats in which a curve falls to a tenth. */
  release: number
}

const levels: Record<string, number> = { X: 1, x: 0.8, o: 0.45 }

/** When the hits of a row fall and how hard they are. A row stands for one bar; a longer one goes on in the next. */
function hitsOf(row: string, { bars, beats, bpm }: LoopShape): { sec: number; level: number }[] {
  const steps = [...row.replace(/[\s|]/g, '')]
  if (steps.length === 0) return []
  const bar = (beats * 60) / bpm
  // rows of several bars are written in sixteenths; a shorter one divides its bar evenly
  const perBar = steps.length <= 4 * beats ? steps.length : Math.round(4 * beats)
  const count = Math.round(perBar * bars)
  return Array.from({ length: count }, (_, at) => ({
    sec: (at * bar) / perBar,
    level: levels[steps[at % steps.length] ?? ''] ?? 0,
  })).filter(({ level }) => level > 0)
}

/** A curve that jumps to each hit and falls after it; what still rings at the end goes on at the start. */
function ringing(hits: readonly { frame: number; level: number }[], frames: number, fall: number) {
  const out = new Float32Array(frames)
  for (const { frame, level } of hits) out[frame] = Math.max(out[frame] ?? 0, level)
  let held = 0
  for (let i = 0; i < 2 * frames; i++) {
    held = Math.max(out[i % frames] ?? 0, held * fall)
    out[i % frames] = held
  }
  return out
}

/**
 * Curves of a drum pattern, as the analysis of its sound would give them, that close after whole bars: `low`, `mid`,
 * `high`, `onset`, `onsetIndex`, `beat`, `bar`, `loudness` and `centroid`. Fails with `loop.empty`.
 */
export function stepCurves({ rows, release, ...shape }: StepOptions): Channels {
  const { fps: rate, beats, bpm } = shape
  const samples = loopFrames(shape)
  const perSec = rate.num / rate.den
  const fall = 0.1 ** (1 / ((release * 60 * perSec) / bpm))
  const framed = (row: string) =>
    hitsOf(row, shape).map(({ sec, level }) => ({ frame: frameOfSec(rate, sec) % samples, level }))
  const [low, mid, high] = [framed(rows.low), framed(rows.mid), framed(rows.high)]
  const all = [...low, ...mid, ...high]
  const struck = new Set(all.map(({ frame }) => frame))
  const beatAt = (i: number) => (i * bpm) / (60 * perSec)
  const each = (value: (i: number) => number) => Float32Array.from({ length: samples }, (_, i) => value(i))
  const level = Math.min(1, 0.3 + all.length / (8 * shape.bars * beats))
  let count = -1
  const planes = new Map([
    ['low', ringing(low, samples, fall)],
    ['mid', ringing(mid, samples, fall)],
    ['high', ringing(high, samples, fall)],
    ['onset', ringing(all, samples, fall)],
    ['onsetIndex', each((i) => Math.max(0, struck.has(i) ? ++count : count))],
    ['beat', each((i) => beatAt(i) % 1)],
    ['bar', each((i) => (beatAt(i) % beats) / beats)],
    ['loudness', each(() => level)],
    ['centroid', each(() => 0.4)],
  ])
  return { rate, samples, planes: new Map([...planes].map(([name, plane]) => [name, quantise(plane)])) }
}

/** Says which character of a row means nothing. Fails with `steps.unknown`. */
export function checkRow(name: string, row: string): void {
  const odd = [...row].find((char) => !/[xXo.\-_\s|]/.test(char))
  if (odd === undefined) return
  throw fail({
    code: 'steps.unknown',
    message: `“${odd}” in ${name} is no step.`,
    hint: 'Write x for a hit, X for a loud one, o for a soft one and - for a rest: x---x---x---x---.',
    kind: 'input',
  })
}
