import { expect, test } from 'vitest'
import { retime } from './retime.ts'
import { ease, trailingMean } from './shape.ts'

const rate = 100
const hit = Float32Array.from({ length: 200 }, (_, i) => (i === 100 ? 1 : 0))

test('motion rises in the 70 ms before an onset and is highest on its frame', () => {
  const eased = ease(hit, { rate, attackSec: 0.07, releaseSec: 0.2 })
  expect(eased.indexOf(Math.max(...eased))).toBe(100)
  expect(eased[93]).toBeCloseTo(0)
  expect(eased[96]).toBeGreaterThan(0.3)
  expect([...eased.slice(93, 101)]).toEqual([...eased.slice(93, 101)].sort((a, b) => a - b))
})

test('motion falls to 1/e in the release time', () => {
  expect(ease(hit, { rate, attackSec: 0.07, releaseSec: 0.2 })[120]).toBeCloseTo(1 / Math.E)
})

test('a trailing mean looks back only', () => {
  const mean = trailingMean(hit, 0.5, rate)
  expect(mean[99]).toBe(0)
  expect(mean[100]).toBeCloseTo(1 / 50)
  expect(mean[149]).toBeCloseTo(1 / 50)
  expect(mean[150]).toBeCloseTo(0)
})

test('fewer frames keep a peak, more frames keep the length', () => {
  const curves = { rate: { num: 48, den: 1 }, samples: 200, planes: new Map([['hit', hit]]) }
  const fewer = retime(curves, { num: 24, den: 1 })
  expect([fewer.samples, fewer.planes.get('hit')?.[50]]).toEqual([100, 1])
  const more = retime(curves, { num: 60, den: 1 })
  expect([more.samples, more.planes.get('hit')?.[125]]).toEqual([250, 1])
})
