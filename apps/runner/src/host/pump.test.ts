import { expect, test } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { chain } from './graphs.ts'
import { openHostLab, sqliteError } from './hostLab.ts'

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error) => error.failure?.code ?? error.message,
  )
const full = () => sqliteError(13)

test('what is asked together is stored together: 100 runs begin in one commit, 600 in three', () => {
  const lab = openHostLab()
  const before = lab.commits()
  for (let i = 0; i < 100; i++) void lab.ask(`run_a${i}`, chain)
  lab.idle()
  expect(lab.commits() - before).toBe(1)
  expect(lab.running()).toHaveLength(100)
  for (let i = 0; i < 600; i++) void lab.ask(`run_b${i}`, chain)
  lab.idle()
  expect(lab.commits() - before).toBe(4)
})

test('an order that cannot be stored is refused alone; the others of its commit are on disk', async () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  const [twice, other] = [lab.ask('run_a', chain), lab.ask('run_b', chain)]
  const codes = Promise.all([codeOf(twice), codeOf(other)])
  lab.idle()
  expect(await codes).toEqual([expect.stringMatching(/UNIQUE/), null])
  expect(lab.running()).toEqual(['run_a/a:1', 'run_b/a:1'])
})

test('R06 on a full disk new runs are refused, results wait, and everything goes on by itself', async () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  const [begun, told] = [lab.turns.length, lab.heard.length]
  lab.trouble = full()
  const first = codeOf(lab.ask('run_b', chain))
  lab.idle()
  lab.finish('run_a/a:1', { out: 5 })
  const later = codeOf(lab.ask('run_c', chain))
  lab.wait(5000)
  expect(await Promise.all([first, later])).toEqual(['store.full', 'store.full'])
  expect([lab.turns.length, lab.heard.length]).toEqual([begun, told])
  expect(lab.stepStatus('run_a', 'a')).toBe('running')

  lab.trouble = null
  lab.wait(1000)
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({ status: 'succeeded', outputs: { out: 5 } })
  expect(lab.running()).toEqual(['run_a/b:1'])
  lab.start('run_b', chain)
  lab.finishAll()
  expect([lab.status('run_a'), lab.status('run_b')]).toEqual(['succeeded', 'succeeded'])
})

test('R14 a store that is busy is waited for like a full one', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  lab.trouble = sqliteError(5)
  lab.finish('run_a/a:1')
  lab.trouble = null
  lab.wait(1000)
  expect(lab.running()).toEqual(['run_a/b:1'])
})

test('R09 a damaged store is reported once, and nothing is written to it any more', async () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  lab.trouble = sqliteError(11)
  lab.finish('run_a/a:1')
  expect(lab.lost.map(({ code }) => code)).toEqual(['store.damaged'])
  lab.trouble = null
  const before = lab.commits()
  expect(await codeOf(lab.ask('run_b', chain))).toBe('store.damaged')
  lab.wait(60_000)
  expect(lab.commits()).toBe(before)
  expect(lab.lost).toHaveLength(1)
})

test('R13 a host whose store somebody else has taken over writes nothing any more', async () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  const other = openDatabase(lab.db.file, { own: true })
  const refused = codeOf(lab.ask('run_b', chain))
  lab.idle()
  lab.host.finish(lab.job('run_a/a:1'), { end: 'done', done: { outputs: { out: 1 } }, cached: false })
  lab.wait(60_000)
  expect(await refused).toBe('store.taken')
  expect(lab.lost.map(({ code }) => code)).toEqual(['store.taken'])
  expect(() => lab.host.mark('run_a', 'a', 'frame:1', 1)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'store.taken' }) }),
  )
  expect(other.all('SELECT id FROM runs')).toEqual([{ id: 'run_a' }])
  expect(other.all('SELECT key FROM marks')).toEqual([])
  expect(other.get("SELECT status FROM steps WHERE node_id = 'a'")).toEqual({ status: 'running' })
  other.close()
})
