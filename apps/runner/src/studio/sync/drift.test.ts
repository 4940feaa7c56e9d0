import { describe, expect, test } from 'vitest'
import { createRunningClock, toleranceSec } from './drift.ts'
import { createRoundTrips } from './roundTrips.ts'

const reading = (sec: number, atMs: number, more = {}) => ({ sec, atMs, playing: true, tempo: 120, ...more })

describe('a running clock', () => {
  test('runs while it plays and stands while it does not', () => {
    const clock = createRunningClock()
    expect(clock.at(0)).toBeNull()
    clock.read(reading(5, 1000))
    expect(clock.at(3500)).toBe(7.5)
    clock.read(reading(8, 4000, { playing: false }))
    expect(clock.at(9000)).toBe(8)
    clock.forget()
    expect(clock.at(9000)).toBeNull()
  })

  test('takes a late message for late, unless all are', () => {
    const clock = createRunningClock()
    clock.read(reading(5, 1000))
    for (const late of [100, 90, 110]) clock.read(reading(6, 2000 + late))
    expect(clock.at(3000)).toBe(7)
    clock.read(reading(6.9, 3000))
    expect(clock.at(3000)).toBeCloseTo(6.91, 6)
  })

  test.each([
    ['a jump back', reading(2, 2000), 3],
    ['a jump ahead', reading(50, 2000), 51],
    ['another tempo', reading(5.9, 2000, { tempo: 125 }), 6.9],
  ])('begins anew after %s', (_, next, sec) => {
    const clock = createRunningClock()
    clock.read(reading(5, 1000))
    clock.read(next)
    expect(clock.at(3000)).toBeCloseTo(sec, 6)
  })
})

test('a frame is what a follower may be off; Live, which has none, 40 ms', () => {
  expect([toleranceSec(60), toleranceSec(24), toleranceSec(null)]).toEqual([1 / 60, 1 / 24, 0.04])
})

test('half of the usual round trip counts; before the first, what is known, as far as that can be', () => {
  const trips = createRoundTrips(null)
  expect(trips.halfSec()).toBe(0)
  for (const ms of [10, 12, 4000]) trips.took(ms)
  expect(trips.halfSec()).toBe(0.006)
  expect(createRoundTrips(9000).halfSec()).toBe(0.1)
})
