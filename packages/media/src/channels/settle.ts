import { type Channels, stepsPerUnit } from './file.ts'

/** Differences up to this are taken for noise: less than a picture with 8 bits can show. */
const noise = 1 / 256
/** How far an edit may move the range of the whole sound, in which its curves are drawn. */
const widest = { gain: 0.5, offset: 0.3 }
/** A fit looks at values within these distances, one after the other; what was edited lies outside. */
const reaches = [0.3, 0.15, 0.08, 0.04, 0.015, noise] as const
const fewest = 8

type Curve = Float32Array<ArrayBuffer>
type Line = { gain: number; offset: number }

const near = (a: number, b: number): boolean => Math.abs(a - b) <= noise
const inside = (value: number): boolean => value > 0 && value < 1

/**
 * The line by which a curve follows an earlier one, by least squares without the outliers; null when there is none.
 * Curves are drawn in the range of their whole sound, so that an edit of one bar moves all others along a line.
 */
function lineOf(curve: Curve, before: Curve): Line | null {
  let line: Line = { gain: 1, offset: 0 }
  for (const reach of reaches) {
    let [n, x, y, xx, xy] = [0, 0, 0, 0, 0]
    for (let i = 0; i < curve.length; i++) {
      const [now, then] = [curve[i] ?? 0, before[i] ?? 0]
      if (!inside(now) || !inside(then) || Math.abs(now - then * line.gain - line.offset) > reach) continue
      n++
      x += then
      y += now
      xx += then * then
      xy += then * now
    }
    const spread = n * xx - x * x
    if (n < fewest || spread < 1e-9) return null
    const gain = (n * xy - x * y) / spread
    line = { gain, offset: (y - gain * x) / n }
  }
  return Math.abs(line.gain - 1) <= widest.gain && Math.abs(line.offset) <= widest.offset ? line : null
}

/** Takes the earlier value wherever the difference is noise, and the measured one, in the earlier range, elsewhere. */
function settleCurve(curve: Curve, before: Curve, line: Line): Curve {
  return curve.map((value, i) => {
    const held = before[i] ?? value
    const moved = inside(value) ? (value - line.offset) / line.gain : value
    if (near(moved, held) || near(value, held)) return held
    return Math.min(1, Math.max(0, Math.round(moved * stepsPerUnit) / stepsPerUnit))
  })
}

/** A count goes on as before wherever it goes up like before: one hit more does not renumber all later ones. */
function settleCount(curve: Curve, before: Curve): Curve {
  return curve.map((value, i) => {
    const [up, upBefore] = [value - (curve[i - 1] ?? 0), (before[i] ?? 0) - (before[i - 1] ?? 0)]
    return up === upBefore ? (before[i] ?? value) : value
  })
}

const equals = (a: Curve, b: Curve): number => a.reduce((sum, value, i) => sum + (value === b[i] ? 1 : 0), 0)

function settled(curve: Curve, before: Curve): Curve {
  if (curve.some((value) => value > 1)) return settleCount(curve, before)
  const plain = settleCurve(curve, before, { gain: 1, offset: 0 })
  const line = lineOf(curve, before)
  if (!line) return plain
  const moved = settleCurve(curve, before, line)
  return equals(moved, before) > equals(plain, before) ? moved : plain
}

const sameShape = (a: Channels, b: Channels): boolean =>
  a.samples === b.samples &&
  a.rate.num * b.rate.den === b.rate.num * a.rate.den &&
  [...a.planes.keys()].join() === [...b.planes.keys()].join()

/**
 * Measured curves, held against those of an earlier run: noise is taken out, so that the same sound exported again
 * gives the very same curves and an edited bar changes its own frames only. `like`: how many values are the earlier
 * ones, 0…1; 0 when rate, length or names differ. Every value is measured anew each time, so that errors do not add
 * up over many exports.
 */
export function settle(curves: Channels, earlier: Channels): { curves: Channels; like: number } {
  if (!sameShape(curves, earlier)) return { curves, like: 0 }
  let equal = 0
  const planes = [...curves.planes].map(([name, curve]): [string, Curve] => {
    const before = earlier.planes.get(name) ?? curve
    const made = settled(curve, before)
    equal += equals(made, before)
    return [name, made]
  })
  const like = equal / Math.max(1, curves.samples * curves.planes.size)
  return { curves: { ...curves, planes: new Map(planes) }, like }
}
