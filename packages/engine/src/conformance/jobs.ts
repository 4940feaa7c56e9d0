import { describe, expect, test } from 'vitest'
import type { TestHost } from '../host.ts'
import { recipeOf } from '../testing/recipe.ts'
import { compiledOf, driverOf, flaky } from './driver.ts'

const chain = compiledOf(recipeOf({ a: {}, b: { from: { in0: 'a' } } }))
const once = compiledOf(recipeOf({ a: { type: 'test.once' } }))
const twoOnOneLane = compiledOf(recipeOf({ a: { type: 'test.once' }, b: { type: 'test.once' } }))

/** H5: of an attempt the first result counts; lost ones are told; stopped and paused ones do not begin. */
export function jobConformance(makeHost: () => Promise<TestHost>): void {
  describe('H5: jobs and their results', () => {
    const driver = driverOf(makeHost)
    const { start, finish, finishAll, job, running, status, view, tell } = driver
    const crash = async () => {
      await driver.host.reopen()
      await driver.host.idle()
    }

    test('a repeatable step whose process is gone runs again, and the late result is refused', async () => {
      await start(chain)
      const lost = job('a:1')
      await crash()
      expect(running()).toEqual(['a:2'])
      await finish(lost, { outputs: 'late' })
      expect(view('a')).toMatchObject({ status: 'running', attempt: 2 })
      await finish(job('a:2'), { outputs: 'new' })
      expect(view('a')).toMatchObject({ status: 'succeeded', outputs: 'new' })
    })

    test('of two results of one attempt the first counts', async () => {
      await start(chain)
      const first = job('a:1')
      await finish(first, { outputs: 'first' })
      await finish(first, { outputs: 'second' })
      await finish(first, { failure: flaky })
      expect(view('a')).toMatchObject({ status: 'succeeded', outputs: 'first' })
      await finishAll()
      expect(status()).toBe('succeeded')
    })

    test('a step that must not run twice asks after a crash, and runs when a person says so', async () => {
      await start(once)
      await crash()
      expect(running()).toEqual([])
      expect(view('a')).toMatchObject({ status: 'unknown', reason: expect.stringMatching(/died/) })
      expect(status()).toBe('waiting')
      await tell('', { type: 'RETRY', nodeId: 'a' })
      expect(status()).toBe('running')
      await finish(job('a:2'))
      expect(status()).toBe('succeeded')
    })

    test('a blocked job makes its run wait, is offered again as the same attempt, and outlives a crash', async () => {
      await start(chain)
      await finish(job('a:1'), { blocked: 'Live is not there.' })
      expect([view('a')?.status, view('a')?.reason, status()]).toEqual([
        'blocked',
        'Live is not there.',
        'waiting',
      ])
      await driver.host.reopen()
      await driver.host.advance(999)
      expect(running()).toEqual([])
      await driver.host.advance(1)
      expect([running(), status()]).toEqual([['a:1'], 'running'])
      await finishAll()
      expect(status()).toBe('succeeded')
    })

    test('an application runs one job at a time', async () => {
      await start(twoOnOneLane)
      expect(running()).toHaveLength(1)
      await finishAll()
      expect(status()).toBe('succeeded')
    })

    test('nothing new starts while a run is paused; what runs goes on', async () => {
      await start(twoOnOneLane)
      await tell('', { type: 'PAUSE' })
      const [going] = driver.host.running()
      if (going) await finish(going)
      expect([running(), status()]).toEqual([[], 'paused'])
      await crash()
      expect(running()).toEqual([])
      await tell('', { type: 'RESUME' })
      expect(running()).toHaveLength(1)
      await finishAll()
      expect(status()).toBe('succeeded')
    })

    test('a step that is paused alone leaves its queue and comes back', async () => {
      await start(chain)
      await tell('a', { type: 'PAUSE', alone: true })
      expect([running(), status()]).toEqual([[], 'waiting'])
      await crash()
      expect(running()).toEqual([])
      await tell('a', { type: 'RESUME', alone: true })
      expect(running()).toEqual(['a:2'])
    })

    test('cancelling stops what runs, starts nothing, and lasts', async () => {
      await start(chain)
      const going = job('a:1')
      await tell('', { type: 'CANCEL' })
      expect([running(), status()]).toEqual([[], 'cancelled'])
      await finish(going)
      await driver.host.reopen()
      await driver.host.advance(100_000)
      expect([status(), view('a')?.status, view('b')?.status]).toEqual([
        'cancelled',
        'cancelled',
        'cancelled',
      ])
      expect(running()).toEqual([])
    })
  })
}
