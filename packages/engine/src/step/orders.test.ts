import { describe, expect, test } from 'vitest'
import { asksOf, failureOf } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
import { jobsIn, stopsIn, talkTo, timersIn } from '../testing/talk.ts'

const flaky = failureOf('transient')
const chain = () => {
  const talk = talkTo(recipeOf({ a: {}, b: { from: { in0: 'a' } }, c: {} }))
  talk.start()
  return talk
}

describe('pausing one step', () => {
  test('takes it out of its queue, makes the run wait, and lets the others go on', () => {
    const talk = chain()
    expect(stopsIn(talk.node('a', { type: 'PAUSE', alone: true }))).toEqual(['a:1 paused'])
    expect(talk.view('a')).toMatchObject({ status: 'waiting', reason: 'This step is paused' })
    expect(talk.status()).toBe('waiting')
    talk.succeed('c')
    expect(jobsIn(talk.node('a', { type: 'RESUME', alone: true }))).toEqual(['a:2'])
    expect(talk.status()).toBe('running')
  })

  test('shows on one that waits for others, and on one that is about to be tried again', () => {
    const talk = chain()
    talk.node('b', { type: 'PAUSE', alone: true })
    expect(talk.view('b')).toMatchObject({ status: 'waiting', reason: 'This step is paused' })
    talk.node('b', { type: 'RESUME', alone: true })
    expect(talk.view('b')).toMatchObject({ status: 'waiting', reason: null })
    talk.node('a', { type: 'JOB.STARTED', attempt: 1 })
    talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: flaky })
    talk.node('a', { type: 'PAUSE', alone: true })
    expect(talk.view('a')).toMatchObject({
      status: 'retrying',
      reason: 'This step is paused',
      failure: { code: flaky.code },
    })
  })

  test('leaves a question as it is', () => {
    const talk = talkTo(recipeOf({ a: { type: 'flow.approve' } }))
    talk.start()
    talk.succeed('a', 1, { asks: asksOf.answer })
    talk.node('a', { type: 'PAUSE', alone: true })
    expect(talk.view('a')).toMatchObject({ asks: asksOf.answer, reason: asksOf.answer.question })
  })

  test('stays when its run is paused and resumed', () => {
    const talk = chain()
    talk.node('a', { type: 'PAUSE', alone: true })
    talk.run({ type: 'PAUSE' })
    expect(jobsIn(talk.run({ type: 'RESUME' }))).toEqual([])
    talk.run({ type: 'PAUSE' })
    expect(jobsIn(talk.node('a', { type: 'RESUME', alone: true }))).toEqual([])
    expect(talk.view('a')).toMatchObject({ status: 'waiting', reason: 'The run is paused' })
    expect(jobsIn(talk.run({ type: 'RESUME' }))).toEqual(['a:2'])
  })

  test('lets one go on that runs and must not run twice, and holds what comes after it', () => {
    const talk = talkTo(recipeOf({ a: { type: 'test.once' }, b: { from: { in0: 'a' } } }))
    talk.start()
    talk.node('a', { type: 'JOB.STARTED', attempt: 1 })
    expect(stopsIn(talk.node('a', { type: 'PAUSE', alone: true }))).toEqual([])
    talk.node('b', { type: 'PAUSE', alone: true })
    expect(jobsIn(talk.succeed('a'))).toEqual([])
    expect(talk.statusOf('b')).toBe('waiting')
  })

  test('asks a person about one that had begun after all and must not run twice', () => {
    const talk = talkTo(recipeOf({ a: { type: 'test.once' } }))
    talk.start()
    talk.node('a', { type: 'PAUSE', alone: true })
    talk.node('a', { type: 'JOB.STARTED', attempt: 1 })
    expect(talk.statusOf('a')).toBe('unknown')
  })
})

describe('cancelling one step', () => {
  test('skips what depends on it; the others finish, and the run ends as cancelled', () => {
    const talk = chain()
    expect(stopsIn(talk.node('a', { type: 'CANCEL', alone: true }))).toEqual(['a:1 cancelled'])
    expect(talk.view('a')).toMatchObject({ status: 'cancelled', reason: 'This step was cancelled' })
    expect(talk.view('b')).toMatchObject({ status: 'skipped', reason: 'A was cancelled' })
    talk.succeed('c')
    expect(talk.status()).toBe('cancelled')
  })
})

describe('what a person decides about a step that is stuck', () => {
  const lost = () => {
    const talk = talkTo(
      recipeOf({ a: { type: 'test.once', policy: { onFailure: 'continue' } }, b: { from: { in0: 'a' } } }),
    )
    talk.start()
    talk.node('a', { type: 'JOB.LOST', attempt: 1 })
    return talk
  }

  test('done: its outputs are those that the person gives', () => {
    const talk = lost()
    expect(jobsIn(talk.node('a', { type: 'DONE', outputs: 'by hand' }))).toEqual(['b:1'])
    expect(talk.view('a')).toMatchObject({ status: 'succeeded', settledBy: 'person', outputs: 'by hand' })
  })

  test('given up: it fails with the reason for which it was stuck', () => {
    const talk = lost()
    talk.node('a', { type: 'GIVE.UP' })
    expect(talk.view('a')).toMatchObject({
      status: 'failed',
      failure: { code: 'step.given_up', message: expect.stringContaining('nobody knows how far it came') },
    })
    expect([talk.statusOf('b'), talk.status()]).toEqual(['skipped', 'failed'])
  })

  test('given up while it waits for its next try: the timer goes', () => {
    const talk = chain()
    talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: flaky })
    expect(talk.node('a', { type: 'GIVE.UP' })).toContainEqual(
      expect.objectContaining({ t: 'untimer', timer: 'retry' }),
    )
    expect(talk.statusOf('a')).toBe('failed')
  })

  test('tried again although it is paused: it goes on', () => {
    const talk = chain()
    talk.node('a', { type: 'JOB.BLOCKED', attempt: 1, reason: 'Live is not there' })
    talk.run({ type: 'PAUSE' })
    expect(jobsIn(talk.run({ type: 'RETRY', nodeId: 'a' }))).toEqual(['a:2'])
  })
})

describe('trying again', () => {
  const failing = (retryIf: string[]) => {
    const talk = talkTo(recipeOf({ a: { policy: { retry: { attempts: 2, retryIf } } } }))
    talk.start()
    return (code: string, kind: 'transient' | 'permanent') => {
      talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: { ...failureOf(kind), code } })
      return talk.statusOf('a')
    }
  }

  test.each([
    [[], 'bridge.lost', 'transient', 'retrying'],
    [[], 'bridge.lost', 'permanent', 'failed'],
    [['bridge.*'], 'bridge.lost', 'permanent', 'retrying'],
    [['bridge.*'], 'disk.full', 'transient', 'failed'],
    [['disk.full'], 'disk.full', 'permanent', 'retrying'],
    [['disk.full'], 'disk.fuller', 'permanent', 'failed'],
  ] as const)('with retryIf %j, %s (%s) is %s', (retryIf, code, kind, status) => {
    expect(failing([...retryIf])(code, kind)).toBe(status)
  })

  test('waits as long as seed, node and attempt say, every time the same', () => {
    const waits = () => {
      const talk = chain()
      return timersIn(talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: flaky })).map(({ at }) => at)
    }
    const [first = 0] = waits()
    expect(waits()).toEqual([first])
    expect(first).toBeGreaterThanOrEqual(500)
    expect(first).toBeLessThanOrEqual(1000)
  })

  test('waits the whole time without jitter', () => {
    const policy = { retry: { attempts: 2, backoffMs: 3000, jitter: 0 } }
    const talk = talkTo(recipeOf({ a: { policy } }))
    talk.start()
    const failed = talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: flaky })
    expect(timersIn(failed)).toMatchObject([{ timer: 'retry', at: 3000 }])
  })
})

test('a step that is only of use at its moment is skipped as late when its process dies', () => {
  const talk = talkTo(recipeOf({ a: { type: 'test.live' }, b: { from: { in0: 'a' } } }))
  talk.start()
  expect(jobsIn(talk.node('a', { type: 'JOB.LOST', attempt: 1 }))).toEqual([])
  expect(talk.view('a')).toMatchObject({ status: 'skipped', reason: 'late' })
  expect([talk.statusOf('b'), talk.status()]).toEqual(['skipped', 'succeeded'])
})
