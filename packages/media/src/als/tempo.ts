import type { TempoPoint } from '@segue/protocol'
import { type Bend, bendOf, bentAt } from './bend.ts'
import { childrenAt, numberAt, numberOf, textAt, type XmlTree } from './xmlTree.ts'

/** Live writes the value before the first breakpoint at this time (two years before the song, in seconds). */
export const hiddenTime = -63_072_000

/** Live changes tempo only on sixteenths: it holds the value sampled there, also on a slope. */
const sixteenth = 0.25

/** One breakpoint of an automation envelope. */
export interface Breakpoint {
  beat: number
  value: number
  /** Of the line to the next one; null when it is straight. */
  bend: Bend | null
}

/** Events of the main track's envelope for `parameter` (`Tempo`, `TimeSignature`). */
function eventsOf(main: XmlTree | undefined, parameter: string): XmlTree[] {
  const target = childrenAt(main, `DeviceChain/Mixer/${parameter}`).find((c) => c.name === 'AutomationTarget')
    ?.attributes.Id
  const envelope = childrenAt(main, 'AutomationEnvelopes/Envelopes').find(
    (e) => target !== undefined && textAt(e, 'EnvelopeTarget/PointeeId') === target,
  )
  // Live 8 and 9 may keep the events beside the parameter itself
  return envelope
    ? childrenAt(envelope, 'Automation/Events')
    : childrenAt(main, `DeviceChain/Mixer/${parameter}/ArrangerAutomation/Events`)
}

/** Breakpoints of a parameter of the main track, in order of time. */
export function automationOf(main: XmlTree | undefined, parameter: string): Breakpoint[] {
  return eventsOf(main, parameter)
    .map((e) => ({
      beat: numberOf(e.attributes.Time, Number.NaN),
      value: numberOf(e.attributes.Value, Number.NaN),
      bend: bendOf(e),
    }))
    .filter((e) => Number.isFinite(e.beat) && Number.isFinite(e.value))
    .sort((a, b) => a.beat - b.beat)
}

/** The envelope's value at a beat: lines and curves between breakpoints, held outside. `from` speeds up a scan. */
function valueAt(points: readonly Breakpoint[], beat: number, from: { index: number }): number {
  while ((points[from.index + 1]?.beat ?? Infinity) <= beat) from.index++
  const here = points[from.index]
  const next = points[from.index + 1]
  if (!here) return Number.NaN
  if (!next || beat <= here.beat) return here.value
  const part = (beat - here.beat) / (next.beat - here.beat)
  return here.value + (next.value - here.value) * (here.bend ? bentAt(here.bend, part) : part)
}

/**
 * The tempo map of a set. Slopes and curves become steps of a sixteenth, as Live plays them (found by comparing rendered
 * markers: github.com/offlinemark/dawtool). A map over `limit` points joins steps: exact at each point kept.
 */
export function tempoMapOf(main: XmlTree | undefined, limit: number): TempoPoint[] {
  const clamp = (bpm: number) => Math.min(999, Math.max(20, bpm))
  const manual = clamp(numberAt(main, 'DeviceChain/Mixer/Tempo/Manual', 120))
  const points = automationOf(main, 'Tempo').filter((p) => p.beat > hiddenTime)
  const last = points.at(-1)
  if (!last) return [{ beat: 0, sec: 0, bpm: manual, ramp: false }]
  const end = Math.max(0, Math.ceil(last.beat / sixteenth) * sixteenth)
  for (let stride = 1; ; stride *= 2) {
    const map = steps(points, { end, stride }).map((p) => ({ ...p, bpm: clamp(p.bpm) }))
    if (map.length <= limit) return map
  }
}

/** Maps travel with media as text. */
const rounded = (value: number) => Number(value.toFixed(6))

/** Steps of `stride` sixteenths, each with the mean tempo inside; equal neighbours are joined. */
function steps(points: readonly Breakpoint[], grid: { end: number; stride: number }): TempoPoint[] {
  const map: TempoPoint[] = []
  const cursor = { index: 0 }
  let sec = 0
  const count = Math.min(grid.end / sixteenth, 4_000_000)
  for (let i = 0; i <= count; i += grid.stride) {
    let duration = 0
    for (let k = 0; k < grid.stride; k++) {
      const bpm = Math.min(999, Math.max(20, valueAt(points, (i + k) * sixteenth, cursor)))
      duration += (sixteenth * 60) / bpm
    }
    const bpm = rounded((sixteenth * grid.stride * 60) / duration)
    if (Math.abs((map.at(-1)?.bpm ?? 0) - bpm) > 1e-6)
      map.push({ beat: i * sixteenth, sec: rounded(sec), bpm, ramp: false })
    sec += duration
  }
  const last = points.at(-1)?.value ?? 0
  if (grid.stride > 1)
    map.push({ beat: (count + grid.stride) * sixteenth, sec: rounded(sec), bpm: last, ramp: false })
  return map
}

/** The point of the map in force at `value` of `key`: beats or seconds. */
function pointAt(map: readonly TempoPoint[], key: 'beat' | 'sec', value: number): TempoPoint {
  let [low, high] = [0, map.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((map[middle]?.[key] ?? Infinity) <= value) low = middle
    else high = middle - 1
  }
  return map[low] ?? { beat: 0, sec: 0, bpm: 120, ramp: false }
}

/** Seconds from the start of the set to a beat, through a map of steps as `tempoMapOf` makes it. */
export function beatToSec(map: readonly TempoPoint[], beat: number): number {
  const point = pointAt(map, 'beat', beat)
  return point.sec + ((beat - point.beat) * 60) / point.bpm
}

/** The beat that plays at `sec`: the inverse of `beatToSec`. */
export function secToBeat(map: readonly TempoPoint[], sec: number): number {
  const point = pointAt(map, 'sec', sec)
  return point.beat + ((sec - point.sec) * point.bpm) / 60
}
