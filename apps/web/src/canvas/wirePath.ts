export interface Spot {
  x: number
  y: number
}

/** A cubic curve: start, two handles, end. */
export type Curve = readonly [Spot, Spot, Spot, Spot]

/** The curve of a wire from an output (leaves to the right) to an input (arrives from the left). */
export function wireCurve(from: Spot, to: Spot): Curve {
  const dx = to.x - from.x
  const reach = dx >= 0 ? Math.max(24, dx / 2) : 24 + Math.min(180, Math.sqrt(-dx) * 9)
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to]
}

/** The curve as SVG path data. */
export function pathData([a, b, c, d]: Curve): string {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`
}

/** The point at `t` (0–1) along the curve. */
export function pointOn([a, b, c, d]: Curve, t: number): Spot {
  const u = 1 - t
  const [ka, kb, kc, kd] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
  return {
    x: ka * a.x + kb * b.x + kc * c.x + kd * d.x,
    y: ka * a.y + kb * b.y + kc * c.y + kd * d.y,
  }
}

/** Distance from a point to the curve, in the same units; sampled, good to about a pixel. */
export function distanceTo(curve: Curve, { x, y }: Spot): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let step = 0; step <= 48; step += 1) {
    const point = pointOn(curve, step / 48)
    nearest = Math.min(nearest, Math.hypot(point.x - x, point.y - y))
  }
  return nearest
}
