import { type Firing, failureOf, type Recipe, type RunHead, type TriggerView } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { triggerPoints } from '../crashPoint.ts'
import { type Lab, openLab } from './lab.ts'
import { readStore } from './readStore.ts'
import { shapes } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

const runs = (runner: StubProcess) => runner.call<RunHead[]>('runs.list', { limit: 1000 })
const historyOf = (runner: StubProcess, id: string) =>
  runner.call<Firing[]>('triggers.history', { id, limit: 500 })

describe('P7 a moment of a schedule starts at most once, and what was decided is not lost', () => {
  let lab: Lab
  let runner: StubProcess
  let recipe: Recipe
  beforeAll(async () => {
    lab = openLab()
    runner = await lab.start()
    recipe = await runner.call<Recipe>('recipes.create', { name: 'Film', recipe: shapes.chain(0) })
  })
  afterAll(() => lab.remove())

  /** Every firing that says so has its run, no run is without one, and no moment has two. */
  const check = async (id: string, before: ReadonlySet<string>) => {
    const history = await historyOf(runner, id)
    const started = history.filter(({ outcome }) => outcome === 'fired').map(({ runId }) => runId)
    const found = (await runs(runner)).map(({ runId }) => runId).filter((runId) => !before.has(runId))
    expect(found.sort()).toEqual(started.sort())
    expect(new Set(history.map(({ at }) => at)).size).toBe(history.length)
    expect(history.map(({ outcome }) => outcome)).not.toContain('starting')
    return history
  }
  const heads = async () => new Set((await runs(runner)).map(({ runId }) => runId))

  test.each(triggerPoints)('killed at %s', async (point) => {
    const before = await heads()
    await runner.call('arm', `${point}:2`)
    const { id } = await runner.call<TriggerView>('triggers.create', {
      ...{ recipeId: recipe.id, name: 'Every second', overlap: 'parallel' },
      settings: { kind: 'schedule', when: 'every 1 second', zone: 'UTC' },
    })
    await expect.poll(() => runner.isAlive, { timeout: 30_000 }).toBe(false)
    const begun = readStore(lab.database, ({ all }) =>
      all("SELECT at FROM firings WHERE outcome = 'starting'").map(({ at }) => Number(at)),
    )
    expect(begun).toHaveLength(point === 'firing.before' ? 0 : 1)
    runner = await lab.start()
    await expect
      .poll(async () => (await historyOf(runner, id)).filter(({ outcome }) => outcome === 'fired').length, {
        timeout: 30_000,
      })
      .toBeGreaterThan(2)
    await runner.call('triggers.pause', id)
    await expect
      .poll(async () => (await historyOf(runner, id)).some(({ outcome }) => outcome === 'starting'))
      .toBe(false)
    await lab.settle(runner)
    const history = await check(id, before)
    for (const at of begun) expect(history.find((one) => one.at === at)?.outcome).toBe('fired')
    lab.check()
  })

  test('killed while a person starts it, the next runner starts it once', async () => {
    const { id } = await runner.call<TriggerView>('triggers.create', {
      ...{ recipeId: recipe.id, name: 'By hand', enabled: false },
      settings: { kind: 'schedule', when: 'daily', zone: 'UTC' },
    })
    const before = await heads()
    await runner.call('arm', 'accept.before')
    await runner.call('triggers.runNow', id).catch((error) => expect(failureOf(error).code).toBe('stub.gone'))
    await expect.poll(() => runner.isAlive, { timeout: 30_000 }).toBe(false)
    runner = await lab.start()
    await expect
      .poll(async () => (await historyOf(runner, id)).map(({ outcome }) => outcome))
      .toEqual(['fired'])
    await lab.settle(runner)
    expect(await check(id, before)).toHaveLength(1)
    lab.check()
  })

  test('runs of a schedule say that they started by themselves', async () => {
    const unattended = new Map((await runs(runner)).map((head) => [head.runId, head.unattended]))
    const all = await runner.call<TriggerView[]>('triggers.list', {})
    for (const { id, name } of all)
      for (const { runId } of await historyOf(runner, id))
        if (runId !== null) expect(unattended.get(runId)).toBe(name === 'Every second')
  })
})
