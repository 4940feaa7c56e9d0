import { describe, expect, test } from 'vitest'
import type { TestHost } from '../host.ts'
import { recipeOf } from '../testing/recipe.ts'
import { compiledOf, driverOf, flaky } from './driver.ts'

const single = compiledOf(recipeOf({ a: { policy: { retry: { backoffMs: 1000 } } } }))
const limited = compiledOf(recipeOf({ a: { policy: { timeoutMs: 1000, retry: { attempts: 1 } } } }))
const waiting = compiledOf(recipeOf({ w: { type: 'flow.wait' } }))

/** H4: timers come at or after their time, once, and outlive the host; one that was put off never comes. */
export function timerConformance(makeHost: () => Promise<TestHost>): void {
  describe('H4: timers', () => {
    const driver = driverOf(makeHost)
    const { start, finish, job, running, status, view } = driver

    test('a retry comes at its time and not before', async () => {
      await start(single)
      await finish(job('a:1'), { failure: flaky })
      expect(view('a')).toMatchObject({ status: 'retrying', failure: { code: 'test.flaky' } })
      await driver.host.advance(499)
      expect(running()).toEqual([])
      await driver.host.advance(501)
      expect(running()).toEqual(['a:2'])
    })

    test('a timer outlives the host', async () => {
      await start(single)
      await finish(job('a:1'), { failure: flaky })
      await driver.host.reopen()
      await driver.host.advance(1000)
      expect(running()).toEqual(['a:2'])
    })

    test('a time limit ends the attempt and stops its job', async () => {
      await start(limited)
      const slow = job('a:1')
      await driver.host.advance(1000)
      expect(running()).toEqual([])
      expect(view('a')).toMatchObject({ status: 'failed', failure: { code: 'step.timeout' } })
      await finish(slow)
      expect(status()).toBe('failed')
    })

    test('a timer that was put off never arrives', async () => {
      await start(limited)
      await finish(job('a:1'))
      await driver.host.advance(10_000)
      expect(driver.host.deliveries().filter(({ event }) => event.type === 'TIMER')).toEqual([])
      expect(status()).toBe('succeeded')
    })

    test('a moment that a step waits for comes at its time, also after a crash', async () => {
      await start(waiting)
      // Long after any clock that a test host begins with.
      const at = 10_000_000_000
      await finish(job('w:1'), { outputs: 'shown', asks: { for: 'time', at } })
      await driver.host.advance(1000)
      expect([running(), view('w')?.asks]).toEqual([[], { for: 'time', at }])
      await driver.host.reopen()
      await driver.host.advance(at)
      expect(running()).toEqual(['w:2'])
      expect(job('w:2').given).toEqual({ event: null })
    })
  })
}
