import { expect, test } from 'vitest'
import { fpsOf } from './fps.ts'

test.each([
  [24, 24, 1],
  [23.976, 24_000, 1001],
  [23.98, 24_000, 1001],
  [29.97, 30_000, 1001],
  [59.94, 60_000, 1001],
  [60.0001, 60, 1],
  [12.5, 12_500, 1000],
])('%d frames a second are %d/%d', (rate, num, den) => {
  expect(fpsOf(rate)).toEqual({ num, den })
})
