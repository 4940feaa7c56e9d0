import { failureOf, type RunHead } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recipeOf } from '../services/testing/chain.ts'
import { type Lab, openLab } from './lab.ts'
import { readStore } from './readStore.ts'
import { stub } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

let lab: Lab
let runner: StubProcess
beforeEach(async () => {
  lab = openLab()
})
afterEach(() => lab.remove())

async function start(node: Parameters<typeof recipeOf>[0][string]): Promise<string> {
  const recipe = recipeOf({ a: node }, [])
  const { runId } = await runner.call<{ runId: string }>('runs.start', { recipe, inputs: {} })
  lab.memory.accept(runId)
  return runId
}
const statusOf = async (runId: string) => {
  const heads = await runner.call<RunHead[]>('runs.list', { limit: 5000 })
  return heads.find((head) => head.runId === runId)?.status
}

const ignoreDeath = (error: unknown) => expect(failureOf(error).code).toBe('stub.gone')

/** Everything that is stored of these runs, as text. */
const stored = (runIds: readonly string[]) =>
  readStore(lab.database, ({ all }) => {
    const ids = JSON.stringify(runIds)
    const of = (table: string, key: string) =>
      all(`SELECT * FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?)) ORDER BY 1, 2`, ids)
    return JSON.stringify([
      of('runs', 'id'),
      ...['steps', 'outputs', 'journal', 'marks', 'jobs'].map((table) => of(table, 'run_id')),
    ])
  })

test('R03 runs that have ended stay as they are to the byte, over five restarts', async () => {
  runner = await lab.start()
  const [good, bad, long] = [stub('repeat'), stub('fail'), stub('repeat', 60_000)]
  const runs: string[] = []
  for (let i = 0; i < 50; i++) {
    const asked = await Promise.all([start(good), start(bad), start(long)])
    runs.push(...asked)
    await runner.call('runs.cancel', asked[2])
  }
  const heads = await lab.settle(runner)
  expect(Object.groupBy(heads, ({ status }) => status)).toMatchObject({
    succeeded: { length: 50 },
    failed: { length: 50 },
    cancelled: { length: 50 },
  })
  const before = stored(runs)
  await start(stub('once', 60_000))
  for (let restarts = 0; restarts < 5; restarts++) {
    await (restarts % 2 === 0 ? runner.kill() : runner.close())
    runner = await lab.start()
    expect(stored(runs)).toBe(before)
  }
  await runner.kill()
  lab.check()
})

test('R04 a thousand runs that wait are all begun once, in their order, by the next runner', async () => {
  const one = { config: { lanes: { local: 1 } } }
  runner = await lab.start(one)
  const holder = await start(stub('once', 60_000))
  await expect.poll(() => lab.effects().length, { timeout: 20_000 }).toBe(1)
  const runs: string[] = []
  for (let i = 0; i < 20; i++)
    runs.push(...(await Promise.all(Array.from({ length: 50 }, () => start(stub('repeat'))))))
  await runner.kill()

  runner = await lab.start(one)
  await runner.call('runs.step', { runId: holder, nodeId: 'a', order: { what: 'fail' } })
  await lab.settle(runner)
  const keys = lab.effects().map(({ key }) => key)
  expect(keys).toEqual([holder, ...runs].map((runId) => `${runId}/a`))
  await runner.close()
  lab.check()
})

test('R05 a run that takes its runner down is set aside after three times; the others end', async () => {
  runner = await lab.start()
  // It may die before it has answered.
  await start(stub('poison')).catch(ignoreDeath)
  await expect.poll(() => runner.isAlive, { timeout: 30_000 }).toBe(false)
  const poison = readStore(lab.database, ({ all }) => String(all('SELECT id FROM runs')[0]?.id))
  let deaths = 1
  let other = ''
  for (let status: string | undefined; status !== 'parked'; ) {
    try {
      runner = await lab.start()
      other ||= await start(stub('repeat'))
      while (status !== 'parked') status = await statusOf(poison)
    } catch (error) {
      ignoreDeath(error)
      deaths += 1
    }
  }
  expect(deaths).toBe(3)
  await lab.settle(runner)
  expect([await statusOf(poison), await statusOf(other)]).toEqual(['parked', 'succeeded'])
  const head = (await runner.call<RunHead[]>('runs.list', { limit: 10 })).find((one) => one.runId === poison)
  expect(head?.failures).toMatchObject([{ code: 'run.crashed_runner' }])
  await runner.close()
  lab.check()
})
