import { expect, test } from 'vitest'
import { replay } from '../services/replay.ts'
import { failureOf, mapped } from './graphs.ts'
import { openHostLab } from './hostLab.ts'

type OnFailure = 'stop' | 'finish' | 'keep'

/** A map of so many items has listed them. */
function mapping(
  count: number,
  { concurrency, onFailure = 'stop' }: { concurrency: number; onFailure?: OnFailure },
) {
  const lab = openHostLab()
  lab.start('run_m', mapped)
  const items = Array.from({ length: count }, (_, i) => ({ name: `item ${i}`, inputs: { x: i } }))
  const done = { outputs: {}, items, children: { concurrency, onFailure } }
  lab.finish('run_m/each:1', { end: 'done', cached: false, done })
  return { lab, counted: () => lab.host.runs.step('run_m', 'each').items }
}
const permanent = { failure: failureOf('permanent') }
const inside = (item: number, attempt = 1) => `run_m/each/${item}/in:${attempt}`

test('five hundred items, at most four at a time, each once and in order', () => {
  const { lab, counted } = mapping(500, { concurrency: 4 })
  const seen: string[] = []
  for (let jobs = lab.running(); jobs[0]?.includes('/in:'); jobs = lab.running()) {
    expect(jobs.length).toBeLessThanOrEqual(4)
    const [name] = jobs
    seen.push(name)
    const { runId } = lab.job(name)
    lab.finish(name, { out: Number(runId.split('/').at(-1)) * 10 })
  }
  expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => inside(i)))
  expect(lab.running()).toEqual(['run_m/each:2'])
  const results = lab.host.childResults('run_m', 'each')
  expect(results.map(({ name, status, outputs }) => [name, status, outputs.y])).toEqual(
    Array.from({ length: 500 }, (_, i) => [`item ${i}`, 'succeeded', i * 10]),
  )
  lab.finish('run_m/each:2')
  expect(lab.status('run_m')).toBe('succeeded')
  expect(counted()).toMatchObject({ total: 500, succeeded: 500, failed: 0 })
})

test('an item is told its value, its place, and how many there are', () => {
  const { lab } = mapping(3, { concurrency: 3 })
  expect(lab.host.runs.head('run_m/each/1')).toMatchObject({
    inputs: { x: 1, index: 1, count: 3 },
    parent: { runId: 'run_m', nodeId: 'each', item: 1 },
  })
  const page = lab.host.children('run_m', 'each', { offset: 1, limit: 1 })
  expect(page.map(({ name, head }) => [name, head?.runId])).toEqual([['item 1', 'run_m/each/1']])
  expect(lab.host.runs.heads({ limit: 10 }).map(({ runId }) => runId)).toEqual(['run_m'])
})

test('stop: the first failure ends all others, and the run fails with it', () => {
  const { lab } = mapping(4, { concurrency: 2, onFailure: 'stop' })
  lab.finish(inside(0))
  lab.finish(inside(1), permanent)
  expect(lab.running()).toEqual([])
  expect(lab.status('run_m')).toBe('failed')
  expect(lab.host.runs.step('run_m', 'each').failure?.code).toBe('map.item_failed')
  expect(lab.host.childResults('run_m', 'each').map(({ status }) => status)).toEqual([
    'succeeded',
    'failed',
    'cancelled',
    'cancelled',
  ])
})

test('finish: the others are done first, then it fails', () => {
  const { lab } = mapping(3, { concurrency: 1, onFailure: 'finish' })
  lab.finish(inside(0), permanent)
  expect(lab.running()).toEqual([inside(1)])
  lab.finish(inside(1))
  lab.finish(inside(2))
  expect(lab.status('run_m')).toBe('failed')
})

test('keep: what worked goes on', () => {
  const { lab, counted } = mapping(3, { concurrency: 3, onFailure: 'keep' })
  lab.finish(inside(0), permanent)
  lab.finish(inside(1))
  lab.finish(inside(2))
  expect(counted()).toMatchObject({ total: 3, succeeded: 2, failed: 1 })
  lab.finish('run_m/each:2')
  expect(lab.status('run_m')).toBe('succeeded')
  expect(lab.host.childResults('run_m', 'each')[0]).toMatchObject({ failure: { code: 'test.permanent' } })
})

test('nothing to do is done at once', () => {
  const { lab } = mapping(0, { concurrency: 4 })
  lab.finish('run_m/each:2')
  expect(lab.status('run_m')).toBe('succeeded')
})

test('a crash in the middle costs what ran, and nothing else', () => {
  const { lab } = mapping(6, { concurrency: 2 })
  lab.finish(inside(0), { out: 100 })
  lab.finish(inside(1), { out: 101 })
  lab.reopen()
  expect(lab.running().sort()).toEqual([inside(2, 2), inside(3, 2)])
  lab.finishAll()
  expect(lab.status('run_m')).toBe('succeeded')
  const results = lab.host.childResults('run_m', 'each').map(({ outputs }) => outputs.y)
  expect(results).toEqual([100, 101, 1, 1, 1, 1])
})

test('cancelling, pausing and going first reach what runs inside', () => {
  const { lab } = mapping(6, { concurrency: 2 })
  void lab.host.send('run_m', { type: 'PAUSE' })
  lab.idle()
  lab.finish(inside(0))
  lab.finish(inside(1))
  expect(lab.running()).toEqual([])
  void lab.host.send('run_m', { type: 'RESUME' })
  lab.idle()
  expect(lab.running()).toEqual([inside(2), inside(3)])
  lab.host.prioritise('run_m', 7)
  expect(lab.host.running().map(({ priority }) => priority)).toEqual([7, 7])
  void lab.host.send('run_m', { type: 'CANCEL' })
  lab.idle()
  expect(lab.running()).toEqual([])
  const ends = ['run_m', 'run_m/each/2', 'run_m/each/3'].map(lab.status)
  expect(ends).toEqual(['cancelled', 'cancelled', 'cancelled'])
})

test('a run of hundreds of items is replayed to the same rows', () => {
  const { lab } = mapping(300, { concurrency: 8, onFailure: 'keep' })
  lab.finish(inside(0), { failure: failureOf('transient') })
  lab.finish(inside(1), permanent)
  lab.reopen()
  lab.finishAll()
  lab.wait(100_000)
  lab.finishAll()
  expect(lab.status('run_m')).toBe('succeeded')
  const { events, differs } = replay(lab.db, lab.host.runs, 'run_m')
  expect(differs).toBeNull()
  expect(events).toBeGreaterThan(300)
})
