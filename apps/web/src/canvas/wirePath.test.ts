import { expect, it } from 'vitest'
import { distanceTo, pathData, pointOn, wireCurve } from './wirePath.ts'

const forward = wireCurve({ x: 0, y: 0 }, { x: 300, y: 80 })
const back = wireCurve({ x: 900, y: 100 }, { x: 0, y: 520 })

it('starts and ends at the ports', () => {
  for (const curve of [forward, back]) {
    expect(pointOn(curve, 0)).toEqual(curve[0])
    expect(pointOn(curve, 1)).toEqual(curve.at(-1))
  }
})

it('leaves to the right and arrives from the left, also when it runs back', () => {
  for (const curve of [forward, back]) {
    expect(pointOn(curve, 0.02).x).toBeGreaterThan(pointOn(curve, 0).x)
    expect(pointOn(curve, 0.98).x).toBeLessThan(pointOn(curve, 1).x)
  }
})

it('runs back in the gap above the lower row', () => {
  expect(pointOn(back, 0.5)).toEqual({ x: 450, y: 436 })
})

it('writes one cubic after the other', () => {
  expect(pathData(forward)).toBe('M0 0C150 0 150 80 300 80')
})

it('measures how far a point is from a wire', () => {
  expect(distanceTo(forward, { x: 150, y: 40 })).toBeLessThan(1)
  expect(distanceTo(back, { x: 450, y: 446 })).toBeCloseTo(10, 0)
})
