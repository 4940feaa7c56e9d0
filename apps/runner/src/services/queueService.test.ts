import { expect, test } from 'vitest'
import { createFeed } from '../host/feed.ts'
import { failureOf, graph, once } from '../host/graphs.ts'
import { openHostLab } from '../host/hostLab.ts'
import { createQueueService } from './queueService.ts'

const locked = graph({ a: { type: 'test.once', name: 'Lights', policy: { locks: ['stage'] } } })
const after = graph({ a: { name: 'Film', policy: { locks: ['stage'] } } })

/** Two runs wait on one lane, behind one that runs. */
function open() {
  const lab = openHostLab()
  lab.room = 1
  for (const run of ['run_a', 'run_b', 'run_c']) lab.start(run, graph({ a: { name: run } }))
  const feed = createFeed('other')
  return { lab, feed, queue: createQueueService({ host: lab.host, feed }) }
}
const waits = (jobs: readonly { runId: string; waitsFor: string | null }[]) =>
  jobs.map(({ runId, waitsFor }) => [runId, waitsFor])

test('says for each job what it waits for: its place, a lock, its run, its application', async () => {
  const { lab, queue } = open()
  expect(waits(await queue.list())).toEqual([
    ['run_a', null],
    ['run_b', '1 before it in this machine'],
    ['run_c', '2 before it in this machine'],
  ])
  void lab.host.send('run_b', { type: 'PAUSE' })
  lab.start('run_d', once)
  lab.finish('run_d/a:1', { end: 'blocked', failure: failureOf('environment'), retryMs: 60_000 })
  const found = new Map(waits(await queue.list()) as [string, string | null][])
  expect(found.get('run_b')).toBe('its run is held')
  expect(found.get('run_d')).toBe('It is environment.')
})

test('says who holds a lock', async () => {
  const lab = openHostLab()
  lab.room = 0
  lab.start('run_a', locked)
  lab.start('run_b', after)
  const queue = createQueueService({ host: lab.host, feed: createFeed('other') })
  expect(await queue.list()).toMatchObject([
    { runId: 'run_a', stepName: 'Lights', running: true, waitsFor: null },
    { runId: 'run_b', stepName: 'Film', running: false, waitsFor: 'stage is taken by Lights' },
  ])
})

test('a move is seen by whoever watches', async () => {
  const { queue } = open()
  const stop = new AbortController()
  const seen: string[][] = []
  for await (const jobs of queue.changes(stop.signal)) {
    seen.push(jobs.map(({ runId }) => runId))
    if (seen.length === 2) stop.abort()
    else
      await queue.move({
        ...{ job: { runId: 'run_c', nodeId: 'a' }, before: { runId: 'run_b', nodeId: 'a' } },
      })
  }
  expect(seen).toEqual([
    ['run_a', 'run_b', 'run_c'],
    ['run_a', 'run_c', 'run_b'],
  ])
})
