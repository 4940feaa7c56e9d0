import { describe, expect, test } from 'vitest'
import { failureOf } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
import { jobsIn as jobs, stopsIn as stops, talkTo, timersIn as timers } from '../testing/talk.ts'

const broken = failureOf('permanent', 'The file is damaged.')
const flaky = failureOf('transient')

describe('starting', () => {
  test('a node without feeders queues at once, the others wait', () => {
    const talk = talkTo(recipeOf({ a: {}, b: {}, c: { from: { in0: 'a', in1: 'b' } } }))
    expect(jobs(talk.start())).toEqual(['a:1', 'b:1'])
    expect(jobs(talk.succeed('a'))).toEqual([])
    expect(jobs(talk.succeed('b'))).toEqual(['c:1'])
    talk.succeed('c')
    expect(talk.status()).toBe('succeeded')
  })

  test('an empty graph succeeds at once', () => {
    const talk = talkTo(recipeOf({}))
    talk.start()
    expect(talk.status()).toBe('succeeded')
  })

  test('effect ids count up by actor and never repeat', () => {
    const talk = talkTo(recipeOf({ a: {}, b: { from: { in0: 'a' } } }))
    talk.start()
    talk.succeed('a')
    talk.succeed('b')
    const ids = talk.effects.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const last = talk.rows.get('run_t/a')?.seq
    expect(ids.filter((id) => id.startsWith('run_t/a#'))).toEqual(
      Array.from({ length: last ?? 0 }, (_, i) => `run_t/a#${i + 1}`),
    )
  })

  test('the same events give the same rows and effects', () => {
    const go = () => {
      const talk = talkTo(recipeOf({ a: {}, b: { from: { in0: 'a' } } }))
      talk.start()
      talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: flaky })
      return { rows: [...talk.rows], effects: talk.effects }
    }
    expect(go()).toEqual(go())
  })
})

describe('kinds of nodes', () => {
  test('frozen and bypassed nodes settle without a job, muted ones are skipped with what depends on them', () => {
    const talk = talkTo(
      recipeOf({
        a: { mode: 'frozen', frozen: { outputs: { out: 5 } } },
        b: { mode: 'bypassed', from: { in0: 'a' } },
        c: { mode: 'muted' },
        d: { from: { in0: 'c' } },
        e: { from: { in0: 'd' } },
        f: {},
        g: { mode: 'frozen', frozen: { outputs: { out: 5 } }, from: { in0: 'f' } },
      }),
    )
    expect(jobs(talk.start())).toEqual([])
    expect(talk.view('a')).toMatchObject({ status: 'succeeded', settledBy: 'frozen' })
    expect(talk.view('b')).toMatchObject({ status: 'succeeded', settledBy: 'bypassed' })
    expect(talk.view('f')).toMatchObject({ status: 'skipped', reason: 'Nobody needs it this time' })
    for (const id of ['c', 'd', 'e'])
      expect(talk.view(id)).toMatchObject({ status: 'skipped', reason: 'C is muted' })
    expect(talk.status()).toBe('succeeded')
  })

  test('a cached result settles a node that never started', () => {
    const talk = talkTo(recipeOf({ a: {} }))
    talk.start()
    talk.node('a', { type: 'JOB.SUCCEEDED', attempt: 1, outputs: 'hash', cached: true })
    expect(talk.view('a')).toMatchObject({ status: 'succeeded', settledBy: 'cached', outputs: 'hash' })
  })
})

describe('failing', () => {
  const branches = (onFailure: 'stop' | 'continue' | 'ignore') => {
    const talk = talkTo(
      recipeOf({
        a: { name: 'Export', policy: { onFailure } },
        b: { from: { in0: 'a' } },
        c: {},
        d: { from: { in0: 'c' } },
      }),
    )
    talk.start()
    const effects = talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    return { ...talk, failing: effects }
  }

  test('stop: the run stops, running jobs are stopped, the run fails', () => {
    const talk = branches('stop')
    expect(stops(talk.failing)).toEqual(['c:1 cancelled'])
    expect(talk.view('b')).toMatchObject({ status: 'skipped', reason: 'Export failed' })
    expect(talk.view('d')).toMatchObject({
      status: 'cancelled',
      reason: 'The run stopped: The file is damaged.',
    })
    expect(talk.runView()).toMatchObject({
      status: 'failed',
      failures: [{ code: 'test.failed', nodeId: 'a' }],
    })
  })

  test('continue: other branches finish, then the run fails', () => {
    const talk = branches('continue')
    expect(talk.runView()).toMatchObject({ status: 'running', failures: [{ nodeId: 'a' }] })
    talk.succeed('c')
    talk.succeed('d')
    expect([talk.status(), talk.statusOf('b'), talk.statusOf('d')]).toEqual([
      'failed',
      'skipped',
      'succeeded',
    ])
  })

  test('ignore: what depends on it is skipped and the run may succeed', () => {
    const talk = branches('ignore')
    talk.succeed('c')
    talk.succeed('d')
    expect([talk.status(), talk.statusOf('a'), talk.statusOf('b')]).toEqual([
      'succeeded',
      'failed',
      'skipped',
    ])
  })

  test('only transient failures are tried again, with a back-off that grows, is capped and differs by node', () => {
    const policy = { retry: { attempts: 5, backoffMs: 1000, factor: 4, maxBackoffMs: 10_000 } }
    const talk = talkTo(recipeOf({ a: { policy }, b: { policy } }))
    talk.start()
    const waits: number[] = []
    for (let attempt = 1; attempt < 5; attempt++) {
      const [timer] = timers(talk.node('a', { type: 'JOB.FAILED', attempt, failure: flaky }))
      waits.push(timer?.at ?? 0)
      talk.node('a', { type: 'TIMER', id: 'retry', epoch: timer?.epoch ?? 0 })
    }
    for (const [i, whole] of [1000, 4000, 10_000, 10_000].entries()) {
      expect(waits[i]).toBeGreaterThanOrEqual(whole / 2)
      expect(waits[i]).toBeLessThanOrEqual(whole)
    }
    expect(waits[2]).not.toBe(waits[3])
    const [other] = timers(talk.node('b', { type: 'JOB.FAILED', attempt: 1, failure: flaky }))
    expect(other?.at).not.toBe(waits[0])
    talk.node('a', { type: 'JOB.FAILED', attempt: 5, failure: flaky })
    expect(talk.view('a')).toMatchObject({ status: 'failed', attempt: 5, failure: { code: 'test.failed' } })
  })

  test('a step that must not run twice is not tried again by itself', () => {
    const talk = talkTo(recipeOf({ a: { type: 'test.once' } }))
    talk.start()
    talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: flaky })
    expect(talk.statusOf('a')).toBe('failed')
  })
})

describe('time', () => {
  test('a time limit runs from the start of the job; stale timers are ignored', () => {
    const talk = talkTo(recipeOf({ a: { policy: { timeoutMs: 500, retry: { attempts: 2, backoffMs: 0 } } } }))
    talk.start()
    talk.wait(300)
    const [first] = timers(talk.node('a', { type: 'JOB.STARTED', attempt: 1 }))
    expect(first).toMatchObject({ timer: 'timeout', at: 800 })
    const fired = talk.node('a', { type: 'TIMER', id: 'timeout', epoch: first?.epoch ?? 0 })
    expect(stops(fired)).toEqual(['a:1 timeout'])
    expect(talk.view('a')).toMatchObject({ status: 'retrying', failure: { code: 'step.timeout' } })
    expect(talk.node('a', { type: 'TIMER', id: 'retry', epoch: first?.epoch ?? 0 })).toEqual([])
    const [retry] = timers(fired)
    talk.node('a', { type: 'TIMER', id: 'retry', epoch: retry?.epoch ?? 0 })
    talk.node('a', { type: 'JOB.STARTED', attempt: 2 })
    expect(talk.node('a', { type: 'TIMER', id: 'timeout', epoch: first?.epoch ?? 0 })).toEqual([])
    expect(talk.statusOf('a')).toBe('running')
    const put = talk.succeed('a', 2)
    expect(put).toContainEqual(expect.objectContaining({ t: 'untimer', timer: 'timeout' }))
  })

  test('while the run is paused nodes that become ready hold, also those whose back-off ends', () => {
    const talk = talkTo(recipeOf({ a: {}, b: { from: { in0: 'a' } }, c: {} }))
    talk.start()
    const [retry] = timers(talk.node('c', { type: 'JOB.FAILED', attempt: 1, failure: flaky }))
    talk.run({ type: 'PAUSE' })
    expect(jobs(talk.succeed('a'))).toEqual([])
    expect(jobs(talk.node('c', { type: 'TIMER', id: 'retry', epoch: retry?.epoch ?? 0 }))).toEqual([])
    for (const id of ['b', 'c'])
      expect(talk.view(id)).toMatchObject({ status: 'waiting', reason: 'The run is paused' })
    expect(talk.status()).toBe('paused')
    expect(jobs(talk.run({ type: 'RESUME' })).sort()).toEqual(['b:1', 'c:2'])
    expect(talk.status()).toBe('running')
  })
})

describe('what waits for a person', () => {
  test('three losses in a row park the run with a reason; a retry goes on and counts anew', () => {
    const talk = talkTo(recipeOf({ a: {} }))
    talk.start()
    expect(jobs(talk.node('a', { type: 'JOB.LOST', attempt: 1 }))).toEqual(['a:2'])
    expect(jobs(talk.node('a', { type: 'JOB.LOST', attempt: 2 }))).toEqual(['a:3'])
    expect(jobs(talk.node('a', { type: 'JOB.LOST', attempt: 3 }))).toEqual([])
    expect(talk.view('a')).toMatchObject({ status: 'unknown', reason: expect.stringContaining('3 times') })
    expect(talk.status()).toBe('parked')
    expect(jobs(talk.run({ type: 'RETRY', nodeId: 'a' }))).toEqual(['a:4'])
    expect(talk.status()).toBe('running')
    expect(jobs(talk.node('a', { type: 'JOB.LOST', attempt: 4 }))).toEqual(['a:5'])
  })

  test('a blocked job stays in its queue, makes the run wait and starts by itself or at once when asked', () => {
    const talk = talkTo(recipeOf({ a: {}, b: {} }))
    talk.start()
    const reason = 'Blender is not connected'
    const failure = { ...failureOf('environment'), message: reason, hint: 'Open Blender.' }
    for (const id of ['a', 'b']) talk.node(id, { type: 'JOB.BLOCKED', attempt: 1, reason, failure })
    expect(talk.view('a')).toMatchObject({ status: 'blocked', reason, failure })
    expect(talk.status()).toBe('waiting')
    talk.node('a', { type: 'JOB.STARTED', attempt: 1 })
    expect([talk.view('a')?.status, talk.status()]).toEqual(['running', 'waiting'])
    expect(talk.view('a')).toMatchObject({ reason: null, failure: null })
    const asked = talk.run({ type: 'RETRY', nodeId: 'b' })
    expect([stops(asked), jobs(asked), talk.status()]).toEqual([['b:1 retry'], ['b:2'], 'running'])
  })

  test('the result of an unknown step still counts when it turns up', () => {
    const talk = talkTo(recipeOf({ a: { type: 'test.once' } }))
    talk.start()
    talk.node('a', { type: 'JOB.LOST', attempt: 1 })
    talk.succeed('a')
    expect([talk.statusOf('a'), talk.status()]).toEqual(['succeeded', 'succeeded'])
  })

  test('a retry of something unknown, settled or never heard of changes nothing', () => {
    const talk = talkTo(recipeOf({ a: { policy: { onFailure: 'continue' } }, b: {} }))
    talk.start()
    talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    const before = JSON.stringify(talk.rows.get('run_t/a'))
    for (const nodeId of ['a', 'nobody', 'toString'])
      expect(jobs(talk.run({ type: 'RETRY', nodeId }))).toEqual([])
    expect(JSON.stringify(talk.rows.get('run_t/a'))).toBe(before)
  })
})

describe('cancelling', () => {
  test('before the start ends the run without starting anything', () => {
    const talk = talkTo(recipeOf({ a: {} }))
    talk.run({ type: 'CANCEL' })
    expect(talk.start()).toEqual([])
    expect(talk.status()).toBe('cancelled')
  })

  test('a settled run stays as it is, whatever it is told', () => {
    const talk = talkTo(recipeOf({ a: {} }))
    talk.start()
    talk.succeed('a')
    const rows = JSON.stringify([...talk.rows])
    for (const type of ['CANCEL', 'PAUSE', 'RESUME'] as const) expect(talk.run({ type })).toEqual([])
    expect(talk.succeed('a', 1)).toEqual([])
    expect(JSON.stringify([...talk.rows])).toBe(rows)
  })
})

test('an actor that the plan does not have is a failure', () => {
  const talk = talkTo(recipeOf({ a: {} }))
  expect(() => talk.node('b', { type: 'CANCEL' })).toThrow('run_t/b is no node of this run.')
})
