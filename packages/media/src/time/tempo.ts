import type { TempoPoint } from '@segue/protocol'

/** Index of the last point whose `key` is ≤ `value`, or 0. */
function indexAt(points: readonly TempoPoint[], key: 'beat' | 'sec', value: number): number {
  let [low, high] = [0, points.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((points[middle]?.[key] ?? Infinity) <= value) low = middle
    else high = middle - 1
  }
  return low
}

interface Segment {
  from: TempoPoint
  /** Quarter notes per minute gained per quarter note; 0 where the tempo holds. */
  slope: number
}

const still: TempoPoint = { beat: 0, sec: 0, bpm: 120, ramp: false }

function segmentAt(points: readonly TempoPoint[], key: 'beat' | 'sec', value: number): Segment {
  const index = indexAt(points, key, value)
  const from = points[index] ?? still
  const to = points[index + 1]
  const ramps = from.ramp && to !== undefined && to.beat > from.beat && value >= from[key]
  return { from, slope: ramps ? (to.bpm - from.bpm) / (to.beat - from.beat) : 0 }
}

function secIn({ from, slope }: Segment, beat: number): number {
  const beats = beat - from.beat
  if (Math.abs(slope * beats) < from.bpm * 1e-9) return from.sec + (beats * 60) / from.bpm
  return from.sec + (60 / slope) * Math.log1p((slope * beats) / from.bpm)
}

/** Seconds at which a beat (quarter note) falls. Before the first point its tempo goes on backwards. */
export function secOfBeat(points: readonly TempoPoint[], beat: number): number {
  return secIn(segmentAt(points, 'beat', beat), beat)
}

/** The beat that plays at `sec`: the inverse of `secOfBeat`. */
export function beatOfSec(points: readonly TempoPoint[], sec: number): number {
  const { from, slope } = segmentAt(points, 'sec', sec)
  const passed = sec - from.sec
  if (Math.abs((slope * passed) / 60) < 1e-9) return from.beat + (passed * from.bpm) / 60
  return from.beat + (from.bpm / slope) * Math.expm1((slope * passed) / 60)
}

/** Quarter notes per minute at `sec`. */
export function bpmOfSec(points: readonly TempoPoint[], sec: number): number {
  const { from, slope } = segmentAt(points, 'sec', sec)
  return from.bpm + slope * (beatOfSec(points, sec) - from.beat)
}

/** Fills in `sec` from beats and tempos; the first point stands at `startSec`. A ramp is linear in beats. */
export function timedTempo(points: readonly Omit<TempoPoint, 'sec'>[], startSec = 0): TempoPoint[] {
  const timed: TempoPoint[] = []
  for (const [index, point] of points.entries()) {
    const before = timed.at(-1)
    if (before === undefined) {
      timed.push({ ...point, sec: startSec })
      continue
    }
    const previous = points[index - 1]
    const slope =
      previous?.ramp === true && point.beat > before.beat
        ? (point.bpm - before.bpm) / (point.beat - before.beat)
        : 0
    timed.push({ ...point, sec: secIn({ from: before, slope }, point.beat) })
  }
  return timed
}
