import { expect, test } from 'vitest'
import { Lens } from './lens.ts'
import { compose } from './matrix.ts'
import { arcsOf } from './ring.ts'

const upright = (x: number, y: number, z: number) => compose(Float64Array.of(x, y, z, 0, 0, 0, 1, 1, 1))
const optics = { lensMm: 30, sensorMm: 36, sensorFit: 'horizontal' } as const
const lensAt = (x: number, y: number, z: number) =>
  new Lens(optics, upright(x, y, z), { width: 640, height: 360 })
const ringOf = (inner: number) => ({
  kind: 'ring' as const,
  name: 'ring',
  location: [0, 0, 0] as [number, number, number],
  rotation: [0, 0, 0] as [number, number, number],
  scale: [1, 1, 1] as [number, number, number],
  colour: [1, 1, 1] as [number, number, number],
  inner,
  outer: inner + 0.2,
  height: 0.5,
  segments: 96,
})

test.each([1, 5, 11])('a ring of radius %d is split where its walls turn away from the camera', (inner) => {
  const eye = [-3, -12, 4] as const
  const ring = ringOf(inner)
  const [back, front] = arcsOf(lensAt(...eye), upright(0, 0, 0), ring)
  if (!back || !front) throw new Error('two arcs')
  const facing = (radius: number, angle: number) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    return c * (eye[0] - radius * c) + s * (eye[1] - radius * s)
  }
  // a little inside the overlap the outer wall is seen edge-on, and so is the inner one
  const overlap = 0.03
  for (const angle of [front.from + overlap, front.to - overlap]) {
    expect(facing(ring.outer, angle)).toBeCloseTo(0)
  }
  for (const angle of [back.from + overlap, back.to - overlap])
    expect(facing(ring.inner, angle)).toBeCloseTo(0)
  expect(back.to - back.from + front.to - front.from).toBeGreaterThan(2 * Math.PI)
  expect(facing(ring.outer, (front.from + front.to) / 2)).toBeGreaterThan(0)
})

test('outer rings hide inner ones in front, inner ones hide outer ones behind', () => {
  const lens = lensAt(0, -12, 4)
  const away = (inner: number, front: boolean) =>
    arcsOf(lens, upright(0, 0, 0), ringOf(inner)).find((arc) => arc.front === front)?.away ?? Number.NaN
  expect(away(9, true)).toBeLessThan(away(2, true))
  expect(away(2, true)).toBeLessThan(away(2, false))
  expect(away(2, false)).toBeLessThan(away(9, false))
})

test('a ring around the camera shows its inner wall only', () => {
  const arcs = arcsOf(lensAt(0, -3, 2), upright(0, 0, 0), ringOf(5))
  expect(arcs.map(({ front }) => front)).toEqual([false])
})
