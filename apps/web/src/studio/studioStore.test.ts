import type { StudioApp, StudioContext } from '@segue/api'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { secondsSince, showStudio, useStudio } from './studioStore.ts'

const told = (documentAt: number | null): StudioContext => ({
  project: { name: '', clock: null, notes: {} },
  time: null,
  apps: [{ app: 'live', documentAt } as StudioApp], // all that the clock looks at
  relations: [],
  syncs: [],
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  useStudio.setState({ context: null, failure: null, ahead: Number.POSITIVE_INFINITY })
})
afterEach(() => vi.useRealTimers())

it('knows nothing about time until an application has told something', () => {
  showStudio(told(null))
  expect(secondsSince(0)).toBe(0)
})

it('reckons with a clock that is an hour off, by the quickest message', () => {
  const hour = 3_600_000
  vi.setSystemTime(hour + 1000 + 240)
  showStudio(told(1000))
  vi.setSystemTime(hour + 2000 + 15)
  showStudio(told(2000))
  vi.setSystemTime(hour + 3000 + 200)
  showStudio(told(3000))
  expect(secondsSince(3000)).toBeCloseTo(0.185, 6)
  expect(secondsSince(9000)).toBe(0)
})
