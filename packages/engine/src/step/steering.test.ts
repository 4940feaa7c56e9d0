import { describe, expect, test } from 'vitest'
import { failureOf } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
import { jobsIn, stopsIn, talkTo } from '../testing/talk.ts'
import type { Effect } from '../types.ts'

const broken = failureOf('permanent', 'The file is damaged.')
const givenIn = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.t === 'job' ? [effect.given] : []))

const branch = { type: 'flow.branch', params: { cases: [{ key: 'left' }, { key: 'right' }] } }

describe('a branch', () => {
  const talkAtBranch = () => {
    const talk = talkTo(
      recipeOf({
        b: { ...branch, name: 'Which way' },
        l: { from: { in0: 'b.left' } },
        l2: { from: { in0: 'l' } },
        r: { from: { in0: 'b.right' } },
        m: { type: 'flow.merge', from: { in1: 'l2', in2: 'r' } },
      }),
    )
    talk.start()
    return talk
  }

  test('goes where its job has a value; the other ways are skipped, and a merge goes on with what came', () => {
    const talk = talkAtBranch()
    expect(jobsIn(talk.succeed('b', 1, { ports: ['right'] }))).toEqual(['r:1'])
    for (const id of ['l', 'l2'])
      expect(talk.view(id)).toMatchObject({
        status: 'skipped',
        reason: 'Nothing came out of Which way: left',
      })
    expect(jobsIn(talk.succeed('r'))).toEqual(['m:1'])
    talk.succeed('m')
    expect(talk.status()).toBe('succeeded')
  })

  test('that fails skips all of its ways', () => {
    const talk = talkTo(
      recipeOf({ b: { ...branch, policy: { onFailure: 'continue' } }, l: { from: { in0: 'b.left' } } }),
    )
    talk.start()
    talk.node('b', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    expect([talk.statusOf('l'), talk.status()]).toEqual(['skipped', 'failed'])
  })
})

test('a merge that nothing reaches is skipped with what depends on it', () => {
  const off = { mode: 'muted' as const }
  const talk = talkTo(
    recipeOf({
      x: off,
      y: off,
      m: { type: 'flow.merge', from: { in1: 'x', in2: 'y' } },
      z: { from: { in0: 'm.out' } },
    }),
  )
  expect(jobsIn(talk.start())).toEqual([])
  expect([talk.statusOf('m'), talk.statusOf('z'), talk.status()]).toEqual(['skipped', 'skipped', 'succeeded'])
})

describe('a race', () => {
  const race = () => {
    const talk = talkTo(
      recipeOf({
        start: {},
        fast: { from: { in0: 'start' } },
        slow: { from: { in0: 'start' } },
        slower: { from: { in0: 'slow' } },
        r: { type: 'flow.race', from: { in1: 'fast', in2: 'slower' } },
      }),
    )
    talk.start()
    talk.succeed('start')
    return talk
  }

  test('goes on with the first value and stops the branches that serve only the others', () => {
    const talk = race()
    const won = talk.succeed('fast')
    expect(stopsIn(won)).toEqual(['slow:1 cancelled'])
    expect(givenIn(won)).toEqual([{ winner: 'fast' }])
    expect(talk.view('slow')).toMatchObject({ status: 'cancelled', reason: 'Another branch was first' })
    expect(talk.statusOf('slower')).toBe('cancelled')
    talk.succeed('r')
    expect(talk.status()).toBe('succeeded')
  })

  test('outlives a branch that fails, and fails itself when nobody is left', () => {
    const talk = race()
    talk.node('fast', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    expect([talk.statusOf('fast'), talk.status()]).toEqual(['failed', 'running'])
    talk.node('slow', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    expect(talk.view('r')).toMatchObject({ status: 'failed', failure: { code: 'race.no_winner' } })
    expect(talk.runView()).toMatchObject({ status: 'failed', failures: [{ nodeId: 'r' }] })
  })
})

describe('a node that deals with failures', () => {
  const caught = () => {
    const talk = talkTo(
      recipeOf({
        a: {},
        b: { from: { in0: 'a' } },
        e: { type: 'flow.onFailure', from: { in: 'b' } },
        saved: { from: { in0: 'e.out' } },
        told: { from: { in0: 'e.failure' } },
      }),
    )
    talk.start()
    return talk
  }

  test('gets a failure from however far up, and the run does not fail with it', () => {
    const talk = caught()
    const [given] = givenIn(talk.node('a', { type: 'JOB.FAILED', attempt: 1, failure: broken }))
    expect(given).toMatchObject({ failure: { code: 'test.failed', message: 'The file is damaged.' } })
    expect([talk.statusOf('a'), talk.statusOf('b'), talk.status()]).toEqual(['failed', 'skipped', 'running'])
    expect(jobsIn(talk.succeed('e', 1, { ports: ['failure'] }))).toEqual(['told:1'])
    talk.succeed('told')
    expect([talk.statusOf('saved'), talk.status()]).toEqual(['skipped', 'succeeded'])
  })

  test('passes on what comes when nothing fails', () => {
    const talk = caught()
    talk.succeed('a')
    expect(givenIn(talk.succeed('b'))).toEqual([{}])
    expect(jobsIn(talk.succeed('e', 1, { ports: ['out'] }))).toEqual(['saved:1'])
  })

  test('is skipped like any other when what it watches was skipped for another reason', () => {
    const talk = talkTo(
      recipeOf({
        m: { mode: 'muted' },
        e: { type: 'flow.onFailure', from: { in: 'm' } },
        z: { from: { in0: 'e.out' } },
      }),
    )
    expect(jobsIn(talk.start())).toEqual([])
    expect([talk.view('e')?.reason, talk.statusOf('z')]).toEqual(['M is muted', 'skipped'])
  })
})
