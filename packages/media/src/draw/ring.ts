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

/** Outlines of one arc in pixels, ready to fill. */
export class ArcOutline {
  private readonly count: number
  private readonly inner: Float64Array
  private readonly outer: Float64Array
  private readonly foot: Float64Array
  private readonly front: boolean
  private readonly used: number

  constructor(lens: Lens, m: Matrix, { ring, arc }: { ring: Ring; arc: Arc }) {
    this.front = arc.front
    this.count = Math.max(4, Math.ceil((ring.segments * (arc.to - arc.from)) / (2 * Math.PI)))
    const size = (this.count + 1) * 2
    this.inner = new Float64Array(size)
    this.outer = new Float64Array(size)
    this.foot = new Float64Array(size)
    let n = 0
    for (let i = 0; i <= this.count; i++) {
      const a = arc.from + ((arc.to - arc.from) * i) / this.count
      const [c, s] = [Math.cos(a), Math.sin(a)]
      const put = (radius: number, z: number, into: Float64Array) => {
        const x = (m[0] ?? 0) * radius * c + (m[1] ?? 0) * radius * s + (m[2] ?? 0) * z + (m[3] ?? 0)
        const y = (m[4] ?? 0) * radius * c + (m[5] ?? 0) * radius * s + (m[6] ?? 0) * z + (m[7] ?? 0)
        const up = (m[8] ?? 0) * radius * c + (m[9] ?? 0) * radius * s + (m[10] ?? 0) * z + (m[11] ?? 0)
        if (!lens.project(x, y, up)) return false
        into[n] = lens.x
        into[n + 1] = lens.y
        return true
      }
      const wall = arc.front ? ring.outer : ring.inner
      const whole =
        put(ring.outer, ring.height, this.outer) &&
        put(ring.inner, ring.height, this.inner) &&
        put(wall, -ring.height, this.foot)
      if (whole) n += 2
    }
    this.used = n
  }

  /** Path of the wall that faces the camera. */
  wall(ctx: SKRSContext2D): void {
    this.between(ctx, this.front ? this.outer : this.inner, this.foot)
  }

  /** Path of the upper face. */
  top(ctx: SKRSContext2D): void {
    this.between(ctx, this.outer, this.inner)
  }

  /** Path along the upper edge of the wall. */
  crest(ctx: SKRSContext2D): void {
    ctx.beginPath()
    for (let i = 0; i < this.used; i += 2) ctx.lineTo(this.outer[i] ?? 0, this.outer[i + 1] ?? 0)
  }

  /** Whether any of it can lie in a picture of this size. */
  visible({ width, height }: { width: number; height: number }): boolean {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
    for (const edge of [this.outer, this.inner, this.foot]) {
      for (let i = 0; i < this.used; i += 2) {
        const [x, y] = [edge[i] ?? 0, edge[i + 1] ?? 0]
        if (x < left) left = x
        if (x > right) right = x
        if (y < top) top = y
        if (y > bottom) bottom = y
      }
    }
    return right > 0 && left < width && bottom > 0 && top < height
  }

  private between(ctx: SKRSContext2D, a: Float64Array, b: Float64Array): void {
    ctx.beginPath()
    for (let i = 0; i < this.used; i += 2) ctx.lineTo(a[i] ?? 0, a[i + 1] ?? 0)
    for (let i = this.used - 2; i >= 0; i -= 2) ctx.lineTo(b[i] ?? 0, b[i + 1] ?? 0)
    ctx.closePath()
  }
}
