import type { Failure } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compile } from './compile/compile.ts'
import type { JobEnd, RunningJob, TestHost } from './host.ts'
import { recipeOf } from './testing/recipe.ts'
import { expectFaithful } from './testing/replay.ts'
import { testTypes } from './testing/types.ts'
import type { Compiled, NodeViewState } from './types.ts'

const flaky: Failure = {
  code: 'test.flaky',
  message: 'It did not work this time.',
  hint: 'Try again.',
  severity: 'error',
  kind: 'transient',
}

/** A diamond: a → b, c → d. */
const diamond = compile(
  recipeOf({
    a: {},
    b: { from: { in0: 'a' } },
    c: { from: { in0: 'a' } },
    d: { from: { in0: 'b', in1: 'c' } },
  }),
  testTypes,
)
const chain = compile(recipeOf({ a: {}, b: { from: { in0: 'a' } } }), testTypes)
const single = compile(recipeOf({ a: { policy: { retry: { backoffMs: 1000 } } } }), testTypes)
const limited = compile(recipeOf({ a: { policy: { timeoutMs: 1000, retry: { attempts: 1 } } } }), testTypes)
const once = compile(recipeOf({ a: { type: 'test.once' } }), testTypes)
const twoOnOneLane = compile(recipeOf({ a: { type: 'test.once' }, b: { type: 'test.once' } }), testTypes)

/**
 * The promises H1 to H5 that every host keeps, as tests. Call it inside a test file with a maker of fresh hosts.
 */
export function hostConformance(makeHost: () => Promise<TestHost>): void {
  let host: TestHost

  const run = 'run_test'
  const start = async (compiled: Compiled) => {
    await host.start({ runId: run, seed: 'seed', compiled })
    await host.idle()
  }
  const statusOf = (actor = run) => host.view(actor)?.status
  const nodeView = (nodeId: string): NodeViewState | null => {
    const view = host.view(`${run}/${nodeId}`)
    return view?.of === 'node' ? view : null
  }
  const nodesRunning = () =>
    host
      .running()
      .map(({ actor, attempt }) => `${actor.slice(run.length + 1)}:${attempt}`)
      .sort()
  const job = (name: string): RunningJob => {
    const found = host.running().find(({ actor, attempt }) => `${actor}:${attempt}` === `${run}/${name}`)
    if (!found) throw new Error(`${name} does not run`)
    return found
  }
  const finish = async (which: RunningJob, end: JobEnd = { outputs: 'hash' }) => {
    await host.finish(which, end)
    await host.idle()
  }
  const finishAll = async () => {
    for (let jobs = host.running(); jobs.length > 0; jobs = host.running())
      for (const each of jobs) await finish(each, { outputs: `outputs of ${each.actor}` })
  }

  beforeEach(async () => {
    host = await makeHost()
  })
  afterEach(() => host.close())

  describe('H1 to H3: order, all or none, once', () => {
    test('a run goes from its first node to its last, each after what feeds it', async () => {
      await start(diamond)
      expect(nodesRunning()).toEqual(['a:1'])
      await finish(job('a:1'))
      expect(nodesRunning()).toEqual(['b:1', 'c:1'])
      await finish(job('b:1'))
      expect(nodesRunning()).toEqual(['c:1'])
      await finish(job('c:1'))
      await finish(job('d:1'), { outputs: 'film' })
      expect(statusOf()).toBe('succeeded')
      expect(nodeView('d')).toMatchObject({ status: 'succeeded', outputs: 'film', attempt: 1 })
      expectFaithful(diamond, host.deliveries())
    })

    test('a host that dies after any stored event goes on where it was', async () => {
      let died = 1
      for (let finished = false; !finished; died++) {
        await host.close()
        host = await makeHost()
        host.dieAfter(died)
        await start(diamond)
        for (let left = 0; left < 8 && host.running().length > 0; left++)
          for (const each of host.running()) await finish(each)
        finished = statusOf() === 'succeeded'
        await host.reopen()
        await host.idle()
        await finishAll()
        expect(statusOf()).toBe('succeeded')
        const rows = expectFaithful(diamond, host.deliveries())
        expect([...rows.values()].map(({ state }) => state)).toEqual(Array(5).fill('succeeded'))
      }
      expect(died).toBeGreaterThan(15)
    })

    test('two runs do not disturb each other', async () => {
      await start(chain)
      await host.start({ runId: 'run_other', seed: 'seed', compiled: chain })
      await host.idle()
      await host.send('run_other', { type: 'CANCEL' })
      await host.idle()
      await finishAll()
      expect([statusOf(), statusOf('run_other')]).toEqual(['succeeded', 'cancelled'])
    })
  })

  describe('H4: timers', () => {
    test('a retry comes at its time and not before', async () => {
      await start(single)
      await finish(job('a:1'), { failure: flaky })
      expect(nodeView('a')).toMatchObject({ status: 'retrying', failure: { code: 'test.flaky' } })
      await host.advance(499)
      expect(nodesRunning()).toEqual([])
      await host.advance(501)
      expect(nodesRunning()).toEqual(['a:2'])
    })

    test('a timer outlives the host', async () => {
      await start(single)
      await finish(job('a:1'), { failure: flaky })
      await host.reopen()
      await host.advance(1000)
      expect(nodesRunning()).toEqual(['a:2'])
    })

    test('a time limit ends the attempt and stops its job', async () => {
      await start(limited)
      const slow = job('a:1')
      await host.advance(1000)
      expect(nodesRunning()).toEqual([])
      expect(nodeView('a')).toMatchObject({ status: 'failed', failure: { code: 'step.timeout' } })
      await finish(slow)
      expect(statusOf()).toBe('failed')
    })

    test('a timer that was put off never arrives', async () => {
      await start(limited)
      await finish(job('a:1'))
      await host.advance(10_000)
      expect(host.deliveries().filter(({ event }) => event.type === 'TIMER')).toEqual([])
      expect(statusOf()).toBe('succeeded')
    })
  })

  describe('H5: jobs and their results', () => {
    test('a repeatable step whose process is gone runs again, and the late result is refused', async () => {
      await start(chain)
      const lost = job('a:1')
      await host.reopen()
      await host.idle()
      expect(nodesRunning()).toEqual(['a:2'])
      await finish(lost, { outputs: 'late' })
      expect(nodeView('a')).toMatchObject({ status: 'running', attempt: 2 })
      await finish(job('a:2'), { outputs: 'new' })
      expect(nodeView('a')).toMatchObject({ status: 'succeeded', outputs: 'new' })
    })

    test('of two results of one attempt the first counts', async () => {
      await start(chain)
      const first = job('a:1')
      await finish(first, { outputs: 'first' })
      await finish(first, { outputs: 'second' })
      await finish(first, { failure: flaky })
      expect(nodeView('a')).toMatchObject({ status: 'succeeded', outputs: 'first' })
      await finishAll()
      expect(statusOf()).toBe('succeeded')
    })

    test('a step that must not run twice asks after a crash, and runs when a person says so', async () => {
      await start(once)
      await host.reopen()
      await host.idle()
      expect(nodesRunning()).toEqual([])
      expect(nodeView('a')).toMatchObject({ status: 'unknown', reason: expect.stringMatching(/died/) })
      expect(statusOf()).toBe('waiting')
      await host.send(run, { type: 'RETRY', nodeId: 'a' })
      await host.idle()
      expect(statusOf()).toBe('running')
      await finish(job('a:2'))
      expect(statusOf()).toBe('succeeded')
    })

    test('an application runs one job at a time', async () => {
      await start(twoOnOneLane)
      expect(nodesRunning()).toHaveLength(1)
      await finishAll()
      expect(statusOf()).toBe('succeeded')
    })

    test('nothing new starts while a run is paused; what runs goes on', async () => {
      await start(twoOnOneLane)
      await host.send(run, { type: 'PAUSE' })
      await host.idle()
      const [running] = host.running()
      if (running) await finish(running)
      expect(nodesRunning()).toEqual([])
      expect(statusOf()).toBe('paused')
      await host.reopen()
      await host.idle()
      expect(nodesRunning()).toEqual([])
      await host.send(run, { type: 'RESUME' })
      await host.idle()
      expect(nodesRunning()).toHaveLength(1)
      await finishAll()
      expect(statusOf()).toBe('succeeded')
    })

    test('cancelling stops what runs, starts nothing, and lasts', async () => {
      await start(diamond)
      const running = job('a:1')
      await host.send(run, { type: 'CANCEL' })
      await host.idle()
      expect(nodesRunning()).toEqual([])
      expect(statusOf()).toBe('cancelled')
      await finish(running)
      await host.reopen()
      await host.advance(100_000)
      expect([statusOf(), nodeView('a')?.status, nodeView('d')?.status]).toEqual([
        'cancelled',
        'cancelled',
        'cancelled',
      ])
      expect(nodesRunning()).toEqual([])
    })
  })
}
