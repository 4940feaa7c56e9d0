import { expect, test } from 'vitest'
import { watchDrift } from './drift.ts'
import { failureOf, graph, once } from './graphs.ts'
import { openHostLab } from './hostLab.ts'
import { createTestClock } from './testClock.ts'

const tenMinutes = 600_000
const hour = 6 * tenMinutes
const retried = graph({ a: { policy: { retry: { attempts: 3, backoffMs: 10_000, factor: 1 } } } })

test('R29 time that passes is no drift, and neither is a second; more than that is, until it is taken in', () => {
  const time = createTestClock()
  const drift = watchDrift(time.clock)
  time.pass(tenMinutes)
  time.set(1000)
  expect(drift.look()).toBe(0)
  time.set(1000)
  expect(drift.take()).toBe(2000)
  drift.forget()
  expect(drift.take()).toBe(2000)
  drift.settle()
  expect(drift.look()).toBe(0)
  time.set(-tenMinutes)
  expect(drift.look()).toBe(-tenMinutes)
})

test.each([tenMinutes, -tenMinutes, hour, -hour, 8 * hour, 24 * hour, -24 * hour])(
  'R29 a pause before a retry is as long as it was to be when the clock is set by %i',
  (set) => {
    const lab = openHostLab()
    lab.wait(48 * hour)
    lab.start('run_a', retried)
    lab.finish('run_a/a:1', { failure: failureOf('transient') })
    lab.time.set(set)
    lab.host.wake()
    lab.idle()
    lab.wait(4900)
    expect(lab.running()).toEqual([])
    lab.wait(5100)
    expect(lab.running()).toEqual(['run_a/a:2'])
  },
)

test('R29 a blocked job waits as long as it was to be', () => {
  const lab = openHostLab()
  lab.start('run_a', once)
  lab.finish('run_a/a:1', { end: 'blocked', failure: failureOf('environment'), retryMs: 60_000 })
  lab.time.set(-tenMinutes)
  lab.host.wake()
  lab.idle()
  lab.wait(59_000)
  expect(lab.running()).toEqual([])
  lab.wait(1000)
  expect(lab.running()).toEqual(['run_a/a:1'])
})

test('R29 what waits for a moment that people see comes when the clock shows it', () => {
  const lab = openHostLab()
  lab.start('run_a', graph({ w: { type: 'flow.wait' } }))
  const at = lab.time.clock.now() + tenMinutes
  lab.finish('run_a/w:1', {
    ...{ end: 'done', cached: false },
    done: { outputs: {}, asks: { for: 'time', at } },
  })
  expect(lab.host.runs.step('run_a', 'w').asks).toEqual({ for: 'time', at })
  lab.wait(tenMinutes / 2)
  lab.time.set(tenMinutes / 4)
  lab.wait(tenMinutes / 4 - 2000)
  expect(lab.running()).toEqual([])
  lab.wait(2000)
  expect(lab.running()).toEqual(['run_a/w:2'])
})
