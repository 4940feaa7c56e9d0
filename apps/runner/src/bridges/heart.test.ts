import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHeart, type Heart } from './heart.ts'

let silences: number[]
let heart: Heart
beforeEach(() => {
  silences = []
  heart = createHeart(1000, (silence) => silences.push(silence))
})
afterEach(() => {
  heart.stop()
  vi.useRealTimers()
})

test('R19 whoever says something now and then is never silent for long; whoever says nothing is', () => {
  vi.useFakeTimers()
  heart.start()
  for (let hour = 0; hour < 3600; hour += 4) {
    vi.advanceTimersByTime(4000)
    heart.heard()
  }
  expect(Math.max(...silences)).toBe(4000)
  vi.advanceTimersByTime(15_000)
  expect(silences.at(-1)).toBe(15_000)
})

test('R19 a silence that was announced counts from its end', () => {
  vi.useFakeTimers()
  heart.start()
  heart.heard(600_000)
  vi.advanceTimersByTime(600_000)
  expect(Math.max(...silences)).toBe(0)
  vi.advanceTimersByTime(15_000)
  expect(silences.at(-1)).toBe(15_000)
})

test('R16 time in which this process could hear nothing is no silence of the other side', async () => {
  heart = createHeart(10, (silence) => silences.push(silence))
  heart.start()
  await expect.poll(() => silences.length).toBeGreaterThan(0)
  silences = []
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
  await expect.poll(() => silences.length).toBeGreaterThan(0)
  expect(silences[0]).toBeLessThan(1000)
})
