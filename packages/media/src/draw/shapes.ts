import type { SKRSContext2D } from '@napi-rs/canvas'
import type { SceneObject } from '@segue/protocol'
import type { Lens } from './lens.ts'
import type { Matrix } from './matrix.ts'

/** Adds a world point of an object's own space to the path; points behind the camera are left out. */
function point(ctx: SKRSContext2D, lens: Lens, m: Matrix, local: readonly [number, number, number]): void {
  const [x, y, z] = local
  const wx = (m[0] ?? 0) * x + (m[1] ?? 0) * y + (m[2] ?? 0) * z + (m[3] ?? 0)
  const wy = (m[4] ?? 0) * x + (m[5] ?? 0) * y + (m[6] ?? 0) * z + (m[7] ?? 0)
  const wz = (m[8] ?? 0) * x + (m[9] ?? 0) * y + (m[10] ?? 0) * z + (m[11] ?? 0)
  if (lens.project(wx, wy, wz)) ctx.lineTo(lens.x, lens.y)
}

type Disc = Extract<SceneObject, { kind: 'disc' }>
type Bar = Extract<SceneObject, { kind: 'bar' }>
type Box = Extract<SceneObject, { kind: 'box' }>
type Sphere = Extract<SceneObject, { kind: 'sphere' }>

/** Path of a disc. */
export function discPath(ctx: SKRSContext2D, lens: Lens, world: Matrix, disc: Disc): void {
  ctx.beginPath()
  for (let i = 0; i < disc.segments; i++) {
    const a = (2 * Math.PI * i) / disc.segments
    point(ctx, lens, world, [disc.radius * Math.cos(a), disc.radius * Math.sin(a), 0])
  }
  ctx.closePath()
}

/** Where a sphere's outline lies, in pixels; null behind the camera. */
export function outline(
  lens: Lens,
  m: Matrix,
  { radius }: Pick<Sphere, 'radius'>,
): { x: number; y: number; r: number } | null {
  const [x, y, z] = [m[3] ?? 0, m[7] ?? 0, m[11] ?? 0]
  if (!lens.project(x, y, z)) return null
  const size = radius * Math.hypot(m[0] ?? 0, m[4] ?? 0, m[8] ?? 0)
  const [ex, ey, ez] = lens.eye
  const away = Math.hypot(x - ex, y - ey, z - ez)
  return { x: lens.x, y: lens.y, r: (lens.focal * size) / Math.sqrt(Math.max(1e-6, away ** 2 - size ** 2)) }
}

/** Path of a sphere's outline; empty behind the camera. */
export function spherePath(ctx: SKRSContext2D, lens: Lens, world: Matrix, sphere: Sphere): void {
  const at = outline(lens, world, sphere)
  ctx.beginPath()
  if (at) ctx.arc(at.x, at.y, at.r, 0, 2 * Math.PI)
}

/** Path of a bar: one quad, or the hull of a box when it has depth. */
export function barPath(ctx: SKRSContext2D, lens: Lens, world: Matrix, { width, depth }: Bar): void {
  const w = width / 2
  if (depth > 0) {
    hullPath(ctx, lens, world, [-w, w, -depth / 2, depth / 2, 0, 1])
    return
  }
  ctx.beginPath()
  for (const [x, z] of [
    [-w, 0],
    [w, 0],
    [w, 1],
    [-w, 1],
  ] as const) {
    point(ctx, lens, world, [x, 0, z])
  }
  ctx.closePath()
}

/** Path of a box: the outline of its corners, since every face has one flat colour. */
export function boxPath(ctx: SKRSContext2D, lens: Lens, world: Matrix, { size }: Box): void {
  const [x, y, z] = [size[0] / 2, size[1] / 2, size[2] / 2]
  hullPath(ctx, lens, world, [-x, x, -y, y, -z, z])
}

type Bounds = readonly [number, number, number, number, number, number]

function hullPath(ctx: SKRSContext2D, lens: Lens, m: Matrix, bounds: Bounds): void {
  const seen: [number, number][] = []
  for (const x of [bounds[0], bounds[1]]) {
    for (const y of [bounds[2], bounds[3]]) {
      for (const z of [bounds[4], bounds[5]]) {
        const wx = (m[0] ?? 0) * x + (m[1] ?? 0) * y + (m[2] ?? 0) * z + (m[3] ?? 0)
        const wy = (m[4] ?? 0) * x + (m[5] ?? 0) * y + (m[6] ?? 0) * z + (m[7] ?? 0)
        const wz = (m[8] ?? 0) * x + (m[9] ?? 0) * y + (m[10] ?? 0) * z + (m[11] ?? 0)
        if (lens.project(wx, wy, wz)) seen.push([lens.x, lens.y])
      }
    }
  }
  seen.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  ctx.beginPath()
  for (const [x, y] of [...chain(seen), ...chain(seen.toReversed())]) ctx.lineTo(x, y)
  ctx.closePath()
}

/** One half of Andrew's monotone chain. */
function chain(points: readonly [number, number][]): [number, number][] {
  const out: [number, number][] = []
  for (const p of points) {
    for (;;) {
      const [a, b] = [out.at(-2), out.at(-1)]
      if (!a || !b || (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break
      out.pop()
    }
    out.push(p)
  }
  return out
}
