import { expect, test } from 'vitest'
import { chain, failureOf, once } from './graphs.ts'
import { openHostLab, sqliteError } from './hostLab.ts'

const eventsOf = (lab: ReturnType<typeof openHostLab>, actor: string) =>
  lab.db
    .all("SELECT data FROM journal WHERE actor = ? AND kind = 'event' ORDER BY seq", actor)
    .map(({ data }) => JSON.parse(String(data)).type)

test('a job is noted as running in the commit that queues it, and begins when that is on disk', () => {
  const lab = openHostLab()
  const before = lab.commits()
  lab.start('run_a', chain)
  expect(lab.commits() - before).toBe(1)
  expect(eventsOf(lab, 'run_a/a')).toEqual(['START', 'JOB.STARTED'])
  expect(lab.db.all('SELECT node_id, running FROM jobs')).toEqual([{ node_id: 'a', running: 1 }])
  expect(lab.turns.at(-1)?.begin.map(({ nodeId }) => nodeId)).toEqual(['a'])
  lab.finish('run_a/a:1')
  expect(lab.commits() - before).toBe(2)
  expect(lab.turns.at(-1)?.begin.map(({ nodeId }) => nodeId)).toEqual(['b'])
})

test('nothing begins when the commit does not get to disk', async () => {
  const lab = openHostLab()
  lab.trouble = sqliteError(13)
  const asked = lab.ask('run_a', chain)
  lab.idle()
  await expect(asked).rejects.toMatchObject({ failure: { code: 'store.full' } })
  expect(lab.turns.flatMap(({ begin }) => begin)).toEqual([])
  expect(lab.db.all('SELECT * FROM jobs')).toEqual([])
  expect(lab.host.waiting()).toEqual([])
})

test('what is found in the cache ends a job that never takes its lane', () => {
  const lab = openHostLab()
  lab.room = 0
  lab.start('run_a', chain)
  const [job] = lab.host.waiting('local')
  if (!job) throw new Error('nothing waits')
  lab.host.finish(job, { end: 'done', done: { outputs: { out: 9 } }, cached: false })
  lab.idle()
  expect(lab.stepStatus('run_a', 'a')).toBe('queued')
  lab.host.finish(job, { end: 'done', done: { outputs: { out: 9 } }, cached: true })
  lab.idle()
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({ status: 'succeeded', settledBy: 'cached' })
  expect(eventsOf(lab, 'run_a/a')).not.toContain('JOB.STARTED')
})

test('R22 of two results of one attempt the first counts; one that comes after a cancel counts for nothing', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  const job = lab.job('run_a/a:1')
  lab.finish('run_a/a:1', { out: 1 })
  lab.host.finish(job, { end: 'failed', failure: failureOf('bug') })
  lab.idle()
  expect(lab.host.runs.step('run_a', 'a').outputs).toEqual({ out: 1 })
  const late = lab.job('run_a/b:1')
  void lab.host.send('run_a', { type: 'CANCEL' })
  lab.idle()
  expect(lab.turns.flatMap(({ stop }) => stop)).toEqual([{ runId: 'run_a', nodeId: 'b', attempt: 1 }])
  lab.host.finish(late, { end: 'done', done: { outputs: { out: 2 } }, cached: false })
  lab.idle()
  expect([lab.status('run_a'), lab.stepStatus('run_a', 'b')]).toEqual(['cancelled', 'cancelled'])
})

test('a job that its application refuses uses no attempt, waits its time, and is offered when that has come', () => {
  const lab = openHostLab()
  lab.start('run_a', once)
  const blocked = { end: 'blocked', failure: failureOf('environment'), retryMs: 60_000 } as const
  lab.finish('run_a/a:1', blocked)
  expect(lab.stepStatus('run_a', 'a')).toBe('blocked')
  expect(lab.host.queue()).toMatchObject([{ running: false, blocked: { code: 'test.environment' } }])
  lab.wait(59_000)
  expect(lab.running()).toEqual([])
  lab.wait(1000)
  expect(lab.running()).toEqual(['run_a/a:1'])
  lab.finish('run_a/a:1', blocked)
  lab.host.unblock('live')
  lab.idle()
  lab.finishAll()
  expect(lab.status('run_a')).toBe('succeeded')
})
