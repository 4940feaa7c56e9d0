import { describe, expect, test } from 'vitest'
import { failureOf } from '../testing/events.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { jobsIn, stopsIn, talkTo } from '../testing/talk.ts'
import type { Children, Effect } from '../types.ts'
import { childRun, parentOf, partsOf } from './actor.ts'

const broken = failureOf('permanent', 'The file is damaged.')
const spawned = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.t === 'spawn' ? [effect.item] : []))

/** A map over `count` items, two at once, whose first job is done. */
const mapping = (children: Partial<Children> = {}) => {
  const talk = talkTo(
    recipeOf({
      m: { type: 'flow.map', params: { each: 'x' }, body: bodyOf({ inner: {} }) },
      z: { from: { in0: 'm.report' } },
    }),
  )
  talk.start()
  const begun = talk.succeed('m', 1, {
    children: { count: 3, concurrency: 2, onFailure: 'stop', ...children },
  })
  return { ...talk, begun }
}

test('a child run is named after the step and the item that it belongs to', () => {
  const run = childRun('run_x/map/2', 'inner', 7)
  expect(run).toBe('run_x/map/2/inner/7')
  expect(parentOf(run)).toEqual({ run: 'run_x/map/2', nodeId: 'inner', item: 7 })
  expect(parentOf('run_x')).toBeNull()
  expect(partsOf(run)).toEqual({ run, nodeId: null })
  expect(partsOf(`${run}/n`)).toEqual({ run, nodeId: 'n' })
})

describe('a map', () => {
  test('starts as many child runs as may go at once, then the next ones, then gathers', () => {
    const talk = mapping()
    expect([spawned(talk.begun), jobsIn(talk.begun)]).toEqual([
      [0, 1],
      ['inner:1', 'inner:1'],
    ])
    expect(talk.view('m')).toMatchObject({
      status: 'running',
      items: { total: 3, live: 2, succeeded: 0, failed: 0 },
    })
    expect(spawned(talk.succeed('m/0/inner'))).toEqual([2])
    talk.succeed('m/2/inner')
    expect(jobsIn(talk.succeed('m/1/inner'))).toEqual(['m:2'])
    expect(talk.view('m')?.items).toEqual({ total: 3, live: 0, succeeded: 3, failed: 0 })
    expect(jobsIn(talk.succeed('m', 2))).toEqual(['z:1'])
  })

  test('of nothing gathers at once', () => {
    expect(jobsIn(mapping({ count: 0 }).begun)).toEqual(['m:2'])
  })

  test('counts a child run once that begins and ends in the same moment', () => {
    const body = { inputs: [], outputs: [], graph: { nodes: {}, edges: [] } }
    const talk = talkTo(recipeOf({ m: { type: 'flow.map', params: { over: 'range' }, body } }))
    talk.start()
    const effects = talk.succeed('m', 1, { children: { count: 3, concurrency: 1, onFailure: 'stop' } })
    const told = effects.flatMap((effect) =>
      effect.t === 'send' && effect.to === 'run_t/m' ? [effect.event] : [],
    )
    expect(told).toMatchObject([{ item: 0 }, { item: 1 }, { item: 2 }])
    expect(talk.view('m')?.items).toEqual({ total: 3, live: 0, succeeded: 3, failed: 0 })
  })

  test('gives each child run a seed of its own, the same every time', () => {
    const seeds = (effects: readonly Effect[]) =>
      effects.flatMap((effect) => (effect.t === 'spawn' ? [effect.seed] : []))
    const [one, two] = seeds(mapping().begun)
    expect(one).not.toBe(two)
    expect(seeds(mapping().begun)).toEqual([one, two])
  })

  test('stop: the first failure stops all others and fails the step', () => {
    const talk = mapping()
    const failed = talk.node('m/0/inner', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    expect([spawned(failed), stopsIn(failed)]).toEqual([[], ['inner:1 cancelled']])
    expect(talk.statusOf('m/1')).toBe('cancelled')
    expect(talk.view('m')).toMatchObject({
      status: 'failed',
      failure: { code: 'map.item_failed', message: expect.stringContaining('1 of 3 items failed') },
    })
    expect(talk.status()).toBe('failed')
  })

  test.each([
    ['finish', 'failed', []],
    ['keep', 'running', ['m:2']],
  ] as const)('%s: the others go on after a failure; then it is %s', (onFailure, status, jobs) => {
    const talk = mapping({ onFailure })
    talk.node('m/0/inner', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    talk.succeed('m/1/inner')
    expect(jobsIn(talk.succeed('m/2/inner'))).toEqual(jobs)
    expect(talk.status()).toBe(status)
  })

  test('gives the place of an item that waits for a person to the next one, and tells the run', () => {
    const talk = mapping()
    for (const attempt of [1, 2, 3]) talk.node('m/0/inner', { type: 'JOB.LOST', attempt })
    expect([talk.statusOf('m/0'), talk.status()]).toEqual(['parked', 'parked'])
    expect(talk.rows.has('run_t/m/2')).toBe(true)
    talk.node('m/0', { type: 'RETRY', nodeId: 'inner' })
    expect(talk.status()).toBe('running')
  })

  test('pauses, resumes and is cancelled with everything in it', () => {
    const talk = mapping()
    talk.node('m', { type: 'PAUSE', alone: true })
    expect([talk.statusOf('m/0'), talk.status()]).toEqual(['paused', 'waiting'])
    expect(spawned(talk.succeed('m/0/inner'))).toEqual([])
    expect(spawned(talk.node('m', { type: 'RESUME', alone: true }))).toEqual([2])
    expect(stopsIn(talk.run({ type: 'CANCEL' })).sort()).toEqual(['inner:1 cancelled', 'inner:1 cancelled'])
    expect([talk.statusOf('m'), talk.statusOf('m/1'), talk.status()]).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ])
  })
})

describe('a recipe as a node', () => {
  const inside = recipeOf({ inner: {} })
  const using = () => {
    const use = { id: 'rcp_in', version: 1, name: 'Inside', inputs: [], outputs: [] }
    const talk = talkTo(
      recipeOf({ r: { type: 'flow.recipe', recipe: use, policy: { onFailure: 'continue' } } }),
      {
        recipes: () => inside,
      },
    )
    talk.start()
    talk.succeed('r', 1, { children: { count: 1, concurrency: 1, onFailure: 'finish' } })
    return talk
  }

  test('runs it in one child run and takes what came out', () => {
    const talk = using()
    expect(jobsIn(talk.succeed('r/0/inner'))).toEqual(['r:2'])
    talk.succeed('r', 2)
    expect(talk.status()).toBe('succeeded')
  })

  test('fails with the failure inside, as it is', () => {
    const talk = using()
    talk.node('r/0/inner', { type: 'JOB.FAILED', attempt: 1, failure: broken })
    expect(talk.view('r')).toMatchObject({ status: 'failed', failure: { code: 'test.failed' } })
  })

  test('is cancelled alone when somebody cancels its run', () => {
    const talk = using()
    talk.node('r/0', { type: 'CANCEL' })
    expect(talk.view('r')).toMatchObject({ status: 'cancelled', reason: 'Its run was cancelled' })
    expect(talk.status()).toBe('cancelled')
  })
})
