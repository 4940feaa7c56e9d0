export interface Spot {
  x: number
  y: number
}

/** Cubic curves joined end to end: the start, then two handles and an end for each. */
export type Curve = readonly Spot[]

/** How far above the lower node's first port a wire that runs back to the left goes along, in the gap between rows. */
const laneAbove = 84

/** A wire to a row below or above, further left: around the right end, back between the rows, around the left end. */
function returnCurve(from: Spot, to: Spot): Curve {
  const y = Math.max(from.y, to.y) - laneAbove
  const out = Math.min(72, 24 + Math.abs(y - from.y) / 4)
  const back = Math.min(72, 24 + Math.abs(to.y - y) / 4)
  const third = (to.x - from.x) / 3
  return [
    from,
    { x: from.x + out, y: from.y },
    { x: from.x + out, y },
    { x: from.x, y },
    { x: from.x + third, y },
    { x: to.x - third, y },
    { x: to.x, y },
    { x: to.x - back, y },
    { x: to.x - back, y: to.y },
    to,
  ]
}

/** The curve of a wire from an output (leaves to the right) to an input (arrives from the left). */
export function wireCurve(from: Spot, to: Spot): Curve {
  const dx = to.x - from.x
  if (dx < -160 && Math.abs(to.y - from.y) > 160) return returnCurve(from, to)
  const reach = dx >= 0 ? Math.max(24, dx / 2) : 24 + Math.min(180, Math.sqrt(-dx) * 9)
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to]
}

/** Start and end of a curve. */
export function endsOf(curve: Curve): { from: Spot; to: Spot } {
  const nowhere = { x: 0, y: 0 }
  return { from: curve[0] ?? nowhere, to: curve.at(-1) ?? nowhere }
}

/** The box around a curve's ends. */
export function spanOf(curve: Curve): { x: number; y: number; width: number; height: number } {
  const { from, to } = endsOf(curve)
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  }
}

/** The curve as SVG path data, which a `Path2D` takes, too. */
export function pathData(curve: Curve): string {
  const [start, ...rest] = curve.map(({ x, y }) => `${x} ${y}`)
  return `M${start}C${rest.join(' ')}`
}

/** The point at `t` (0–1) along the curve; each of its parts takes the same share. */
export function pointOn(curve: Curve, t: number): Spot {
  const count = (curve.length - 1) / 3
  const part = Math.min(count - 1, Math.floor(t * count))
  const [a, b, c, d] = curve.slice(part * 3, part * 3 + 4)
  if (!a || !b || !c || !d) return endsOf(curve).from
  const w = t * count - part
  const u = 1 - w
  const [ka, kb, kc, kd] = [u * u * u, 3 * u * u * w, 3 * u * w * w, w * w * w]
  return {
    x: ka * a.x + kb * b.x + kc * c.x + kd * d.x,
    y: ka * a.y + kb * b.y + kc * c.y + kd * d.y,
  }
}

/** Distance from a point to the curve, in the same units; sampled, good to a few pixels. */
export function distanceTo(curve: Curve, { x, y }: Spot): number {
  let nearest = Number.POSITIVE_INFINITY
  const samples = 16 * (curve.length - 1)
  for (let step = 0; step <= samples; step += 1) {
    const point = pointOn(curve, step / samples)
    nearest = Math.min(nearest, Math.hypot(point.x - x, point.y - y))
  }
  return nearest
}
