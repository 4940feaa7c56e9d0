import { numberOf, type XmlTree } from './xmlTree.ts'

/**
 * How the line from one breakpoint to the next is bent: the two control points of a cubic Bézier, as parts of the way
 * in time (x) and value (y). Live writes them on the breakpoint where the line starts, and 0.5 everywhere for a
 * straight one (seen in sets that Live wrote; not compared with its playback).
 */
export interface Bend {
  x1: number
  y1: number
  x2: number
  y2: number
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** The bend on a breakpoint; null for a straight line. */
export function bendOf({ attributes }: XmlTree): Bend | null {
  if (attributes.CurveControl1X === undefined) return null
  const bend = {
    x1: clamp(numberOf(attributes.CurveControl1X, 0.5)),
    y1: clamp(numberOf(attributes.CurveControl1Y, 0.5)),
    x2: clamp(numberOf(attributes.CurveControl2X, 0.5)),
    y2: clamp(numberOf(attributes.CurveControl2Y, 0.5)),
  }
  return bend.x1 === bend.y1 && bend.x2 === bend.y2 ? null : bend
}

const bezier = (first: number, second: number, t: number): number =>
  3 * (1 - t) * (1 - t) * t * first + 3 * (1 - t) * t * t * second + t * t * t

/** How far the value has gone (0–1) when `part` (0–1) of the time between two breakpoints has passed. */
export function bentAt({ x1, y1, x2, y2 }: Bend, part: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (bezier(x1, x2, middle) < part) low = middle
    else high = middle
  }
  return bezier(y1, y2, (low + high) / 2)
}
