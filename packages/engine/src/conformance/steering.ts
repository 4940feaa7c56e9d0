import { describe, expect, test } from 'vitest'
import type { TestHost } from '../host.ts'
import { asksOf } from '../testing/events.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { compiledOf, driverOf, flaky } from './driver.ts'

const branch = { type: 'flow.branch', params: { cases: [{ key: 'left' }] } }
const branched = compiledOf(
  recipeOf({ b: branch, l: { from: { in0: 'b.left' } }, r: { from: { in0: 'b.else' } } }),
)
const asking = compiledOf(recipeOf({ w: { type: 'flow.approve' } }))
const waiting = compiledOf(recipeOf({ w: { type: 'flow.wait' } }))
const raced = compiledOf(recipeOf({ a: {}, b: {}, r: { type: 'flow.race', from: { in1: 'a', in2: 'b' } } }))
const mapped = compiledOf(
  recipeOf({
    m: {
      type: 'flow.map',
      params: { each: 'x' },
      body: bodyOf({ inner: { policy: { retry: { attempts: 1 } } } }),
    },
  }),
)

/** Nodes that steer a run: ports that stay empty, questions, events, races and child runs. */
export function steeringConformance(makeHost: () => Promise<TestHost>): void {
  describe('nodes that steer a run', () => {
    const driver = driverOf(makeHost)
    const { start, finish, finishAll, job, running, status, view, tell } = driver

    test('only what a branch has a value for goes on', async () => {
      await start(branched)
      await finish(job('b:1'), { outputs: 'value', ports: ['else'] })
      expect([running(), view('l')?.status]).toEqual([['r:1'], 'skipped'])
    })

    test('the loser of a race is stopped', async () => {
      await start(raced)
      await finish(job('b:1'))
      expect(running()).toEqual(['r:1'])
      expect(job('r:1').given).toEqual({ winner: 'b' })
      expect(view('a')?.status).toBe('cancelled')
    })

    test('a question outlives a crash, and its answer is handed on', async () => {
      await start(asking)
      await finish(job('w:1'), { outputs: 'shown', asks: { ...asksOf.answer, deadline: null } })
      await driver.host.reopen()
      await driver.host.idle()
      expect([running(), status(), view('w')?.asks?.for]).toEqual([[], 'waiting', 'answer'])
      await driver.host.answer('run_test/w', { decision: 'approve' })
      await driver.host.idle()
      expect(job('w:2').given).toEqual({ answer: { decision: 'approve' } })
      await finishAll()
      expect(status()).toBe('succeeded')
    })

    test('an event that comes after a crash is heard', async () => {
      await start(waiting)
      await finish(job('w:1'), { outputs: 'shown', asks: asksOf.event })
      await driver.host.reopen()
      await driver.host.idle()
      await tell('w', { type: 'SIGNAL', topic: 'osc.go', at: 7, data: 3 })
      expect(job('w:2').given).toEqual({ event: { topic: 'osc.go', at: 7, data: 3 } })
    })

    test('child runs begin in order, so many at once, and are gathered at the end', async () => {
      await start(mapped)
      await finish(job('m:1'), {
        outputs: 'items',
        children: { count: 3, concurrency: 2, onFailure: 'stop' },
      })
      expect(running()).toEqual(['m/0/inner:1', 'm/1/inner:1'])
      await finish(job('m/1/inner:1'))
      expect(running()).toEqual(['m/0/inner:1', 'm/2/inner:1'])
      await finish(job('m/0/inner:1'))
      await finish(job('m/2/inner:1'))
      expect([running(), job('m:2').given]).toEqual([['m:2'], { children: true }])
      expect(view('m')?.items).toEqual({ total: 3, live: 0, succeeded: 3, failed: 0 })
      await finishAll()
      expect(status()).toBe('succeeded')
    })

    test('nothing in child runs starts while the run above is paused', async () => {
      await start(mapped)
      await tell('', { type: 'PAUSE' })
      await finish(job('m:1'), {
        outputs: 'items',
        children: { count: 1, concurrency: 1, onFailure: 'stop' },
      })
      expect(running()).toEqual([])
      await tell('', { type: 'RESUME' })
      expect(running()).toEqual(['m/0/inner:1'])
    })

    test('a child run that fails stops the others and fails the step', async () => {
      await start(mapped)
      await finish(job('m:1'), {
        outputs: 'items',
        children: { count: 2, concurrency: 2, onFailure: 'stop' },
      })
      await finish(job('m/0/inner:1'), { failure: flaky })
      expect([running(), status('m/0'), status('m/1')]).toEqual([[], 'failed', 'cancelled'])
      expect(view('m')).toMatchObject({ status: 'failed', failure: { code: 'map.item_failed' } })
      expect(status()).toBe('failed')
    })
  })
}
