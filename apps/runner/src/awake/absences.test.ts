import { expect, test } from 'vitest'
import { createTestClock } from '../host/testClock.ts'
import { watchAbsences } from './absences.ts'

const minute = 60_000

test('a moment that nobody looked at was slept through, set past, spent working, or before Segue came', () => {
  const time = createTestClock()
  const opened = time.clock.now()
  const absences = watchAbsences(time.clock)
  time.pass(minute)
  time.sleep(60 * minute)
  time.pass(1000)
  absences.look()
  expect(absences.why(opened - 1)).toBe('off')
  expect(absences.why(opened + 30 * minute)).toBe('asleep')
  const set = time.clock.now()
  time.set(10 * minute)
  absences.look()
  expect(absences.why(set + 5 * minute)).toBe('set')
  time.pass(minute)
  absences.look()
  expect(absences.why(time.clock.now() - 1000)).toBe('busy')
})

test('a clock that is set while the machine sleeps is both, each for its part', () => {
  const time = createTestClock()
  const absences = watchAbsences(time.clock)
  const from = time.clock.now()
  time.sleep(10 * minute)
  time.set(10 * minute)
  absences.look()
  expect([5, 15].map((after) => absences.why(from + after * minute))).toEqual(['asleep', 'set'])
})

test('a clock that is set back makes nothing of this process into a time when Segue was off', () => {
  const time = createTestClock()
  const absences = watchAbsences(time.clock)
  time.set(-60 * minute)
  absences.look()
  const from = time.clock.now()
  time.sleep(10 * minute)
  absences.look()
  expect(absences.why(from + minute)).toBe('asleep')
})
