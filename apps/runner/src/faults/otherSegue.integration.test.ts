import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { failureOf, type RunHead, type RunView } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Lab, openLab } from './lab.ts'
import { readStore } from './readStore.ts'
import { shapes } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

const slow = { timeout: 30_000 }
let lab: Lab
let runner: StubProcess
beforeEach(async () => {
  lab = openLab()
  runner = await lab.start()
})
afterEach(() => lab.remove())

const view = (runId: string) => runner.call<RunView>('view', runId)
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ok',
    (error) => failureOf(error).code,
  )
const asksFor = (process: StubProcess) =>
  codeOf(process.call('runs.start', { recipe: shapes.chain(0), inputs: {} }))

test('R12 twenty runs under way wait for the Segue that knows their nodes, and end there', async () => {
  const runs = await Promise.all(Array.from({ length: 20 }, () => lab.run(runner, 'chain', 100)))
  for (const runId of runs) await runner.call('runs.pause', runId)
  const standing = async (runId: string) =>
    (await view(runId)).steps.find(({ status }) => status === 'blocked')
  /** The next runner, which tries everything at once. */
  const goOn = async (env: Record<string, string>) => {
    await runner.kill()
    runner = await lab.start({ env })
    for (const runId of runs) {
      await runner.call('runs.resume', runId)
      const { nodeId } = (await standing(runId)) ?? {}
      if (nodeId) await runner.call('runs.step', { runId, nodeId, order: { what: 'retry' } })
    }
  }
  const others = [
    { env: { SEGUE_STUB_TYPES: 'off' }, says: /no node type/ },
    { env: { SEGUE_STUB_VERSION: '2' }, says: /made for version 1/ },
  ]
  for (const { env, says } of others) {
    await goOn(env)
    for (const runId of runs) {
      await expect.poll(async () => (await standing(runId))?.reason ?? '', slow).toMatch(says)
      expect((await view(runId)).head.status).toBe('waiting')
    }
  }
  await goOn({})
  const heads = await lab.settle(runner)
  expect(heads.map(({ status }) => status)).toEqual(runs.map(() => 'succeeded'))
  await runner.close()
  lab.check()
})

test('R13 a runner that slept while another one took its store over writes nothing when it wakes', async () => {
  const runId = await lab.run(runner, 'chain', 500)
  await expect.poll(() => lab.effects().length, slow).toBe(1)
  expect(await codeOf(lab.start())).toBe('home.busy')
  const first = runner
  process.kill(first.pid, 'SIGSTOP')
  // A file system that forgets locks, as those over networks do.
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(join(lab.root, `lock.db${end}`), { force: true })
  runner = await lab.start()
  process.kill(first.pid, 'SIGCONT')
  expect(await asksFor(first)).toBe('store.taken')
  expect(await lab.settle(runner)).toMatchObject([{ runId, status: 'succeeded' }])
  expect(await asksFor(first)).toBe('store.taken')
  expect(readStore(lab.database, ({ all }) => all('SELECT id FROM runs'))).toEqual([{ id: runId }])
  await first.kill()
  await runner.close()
  lab.check()
})

test('R14 while something else has locked the store, runs are refused by name; nothing is lost when it lets go', async () => {
  const runId = await lab.run(runner, 'chain', 200)
  await expect.poll(() => lab.effects().length, slow).toBe(1)
  const other = new DatabaseSync(lab.database)
  other.exec('BEGIN IMMEDIATE')
  expect(await asksFor(runner)).toBe('store.busy')
  other.exec('ROLLBACK')
  other.close()
  expect(await lab.settle(runner)).toMatchObject([{ runId, status: 'succeeded' }])
  const heads = () => runner.call<RunHead[]>('runs.list', { limit: 10 })
  expect(await heads()).toHaveLength(1)
  await runner.close()
  lab.check()
})
