import type { SKRSContext2D } from '@napi-rs/canvas'
import type { SceneObject } from '@segue/protocol'
import type { Lens } from './lens.ts'
import type { Matrix } from './matrix.ts'

type Ring = Extract<SceneObject, { kind: 'ring' }>

/**
 * The two visible arcs of a ring. Seen from a distance d, the outer wall faces the camera while cos θ > r/d and
 * the inner wall where it is less: split there, and not at ±90°, the halves meet without a notch. Along any line
 * of sight all front arcs come before all back arcs.
 */
export interface Arc {
  front: boolean
  from: number
  to: number
  /** Ground distance from the camera, for sorting. */
  away: number
}

/** Arcs overlap by this angle, so that smoothing leaves no hairline between them. */
const overlap = 0.03

/** Splits a ring for the camera at `lens`; angles are in the ring's own plane. */
export function arcsOf(lens: Lens, m: Matrix, ring: Ring): Arc[] {
  const [ex, ey] = lens.eye
  const dx = ex - (m[3] ?? 0)
  const dy = ey - (m[7] ?? 0)
  const distance = Math.hypot(dx, dy)
  const size = Math.hypot(m[0] ?? 0, m[4] ?? 0)
  const facing = Math.atan2(dy, dx) - Math.atan2(m[4] ?? 0, m[0] ?? 1)
  const split = (radius: number) => Math.acos(Math.min(1, (radius * size) / Math.max(1e-6, distance)))
  const [front, back] = [split(ring.outer), split(ring.inner)]
  const arcs: Arc[] = [
    {
      front: false,
      from: facing + back - overlap,
      to: facing + 2 * Math.PI - back + overlap,
      away: distance + ring.inner * size,
    },
  ]
  if (front > 0) {
    const span = { from: facing - front - overlap, to: facing + front + overlap }
    arcs.push({ front: true, ...span, away: distance - ring.inner * size })
  }
  return arcs
}

/** One edge of an arc in pixels: knot, control, knot … of quadratic curves. */
type Edge = Float64Array

/** Outlines of one arc, ready to fill. Curves instead of polygons: a quarter of the calls, and smooth at any size. */
export class ArcOutline {
  private readonly inner: Edge
  private readonly outer: Edge
  private readonly foot: Edge
  private readonly front: boolean

  constructor(lens: Lens, m: Matrix, { ring, arc }: { ring: Ring; arc: Arc }) {
    const edge = (radius: number, z: number) => edgeOf(lens, m, { arc, radius, z, segments: ring.segments })
    this.front = arc.front
    this.outer = edge(ring.outer, ring.height)
    this.inner = edge(ring.inner, ring.height)
    this.foot = edge(arc.front ? ring.outer : ring.inner, -ring.height)
  }

  /** Path of the wall that faces the camera. */
  wall(ctx: SKRSContext2D): void {
    between(ctx, this.front ? this.outer : this.inner, this.foot)
  }

  /** Path of the upper face. */
  top(ctx: SKRSContext2D): void {
    between(ctx, this.outer, this.inner)
  }

  /** Path along the outer rim. */
  crest(ctx: SKRSContext2D): void {
    ctx.beginPath()
    along(ctx, this.outer)
  }

  /** Whether any of it can lie in a picture of this size. */
  visible({ width, height }: { width: number; height: number }): boolean {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
    for (const edge of [this.outer, this.inner, this.foot]) {
      for (let i = 0; i < edge.length; i += 2) {
        const [x, y] = [edge[i] ?? 0, edge[i + 1] ?? 0]
        if (x < left) left = x
        if (x > right) right = x
        if (y < top) top = y
        if (y > bottom) bottom = y
      }
    }
    return right > 0 && left < width && bottom > 0 && top < height
  }
}

function edgeOf(
  lens: Lens,
  m: Matrix,
  { arc, radius, z, segments }: { arc: Arc; radius: number; z: number; segments: number },
): Edge {
  const pieces = Math.max(2, Math.ceil((segments * (arc.to - arc.from)) / (8 * Math.PI)))
  const step = (arc.to - arc.from) / (2 * pieces)
  const edge = new Float64Array((2 * pieces + 1) * 2)
  for (let i = 0; i <= 2 * pieces; i++) {
    const angle = arc.from + i * step
    // a control point lies where the tangents of its two knots meet
    const r = i % 2 === 0 ? radius : radius / Math.cos(step)
    const [x, y] = [r * Math.cos(angle), r * Math.sin(angle)]
    lens.project(
      (m[0] ?? 0) * x + (m[1] ?? 0) * y + (m[2] ?? 0) * z + (m[3] ?? 0),
      (m[4] ?? 0) * x + (m[5] ?? 0) * y + (m[6] ?? 0) * z + (m[7] ?? 0),
      (m[8] ?? 0) * x + (m[9] ?? 0) * y + (m[10] ?? 0) * z + (m[11] ?? 0),
    )
    edge[2 * i] = lens.x
    edge[2 * i + 1] = lens.y
  }
  return edge
}

function along(ctx: SKRSContext2D, edge: Edge): void {
  ctx.lineTo(edge[0] ?? 0, edge[1] ?? 0)
  for (let i = 2; i < edge.length; i += 4) {
    ctx.quadraticCurveTo(edge[i] ?? 0, edge[i + 1] ?? 0, edge[i + 2] ?? 0, edge[i + 3] ?? 0)
  }
}

function between(ctx: SKRSContext2D, there: Edge, back: Edge): void {
  ctx.beginPath()
  along(ctx, there)
  const last = back.length - 2
  ctx.lineTo(back[last] ?? 0, back[last + 1] ?? 0)
  for (let i = last - 2; i > 0; i -= 4) {
    ctx.quadraticCurveTo(back[i] ?? 0, back[i + 1] ?? 0, back[i - 2] ?? 0, back[i - 1] ?? 0)
  }
  ctx.closePath()
}
