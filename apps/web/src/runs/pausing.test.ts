import { type StepStatus, type StepView, stepPaused } from '@segue/protocol'
import { expect, test } from 'vitest'
import { canPause, pausedHint } from './pausing.ts'

const step = (status: StepStatus, more: Partial<StepView> = {}) =>
  ({ status, reason: null, asks: null, startedAt: null, items: null, ...more }) as StepView

test.each(['waiting', 'queued', 'running', 'retrying', 'blocked'] as const)(
  'a step that is %s can be paused',
  (status) => {
    expect(canPause(step(status))).toBe(true)
  },
)

test.each(['unknown', 'succeeded', 'failed', 'skipped', 'cancelled'] as const)(
  'a step that is %s has nothing to hold',
  (status) => {
    expect(canPause(step(status))).toBe(false)
  },
)

test('a step that is paused, or that asks, is not paused again', () => {
  expect(canPause(step('waiting', { reason: stepPaused }))).toBe(false)
  expect(canPause(step('waiting', { asks: { for: 'time', at: 1 } }))).toBe(false)
})

test('says what becomes of the work that is done', () => {
  expect(pausedHint(step('waiting'))).toContain('does not begin')
  expect(pausedHint(step('waiting', { startedAt: 5 }))).toContain('keeps the frames')
})
