import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Firing, Recipe, RunHead, TriggerView } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lab, openLab } from './lab.ts'
import { shapes } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

const patient = { timeout: 60_000 }

describe('R34 a watched file starts one run', () => {
  let lab: Lab
  let runner: StubProcess
  let recipe: Recipe
  const root = mkdtempSync(join(tmpdir(), 'segue-watched-'))
  beforeAll(async () => {
    lab = openLab()
    runner = await lab.start()
    recipe = await runner.call<Recipe>('recipes.create', { name: 'Film', recipe: shapes.chain(0) })
  })
  afterAll(() => {
    rmSync(root, { recursive: true, force: true })
    return lab.remove()
  })

  const historyOf = (id: string) => runner.call<Firing[]>('triggers.history', { id, limit: 100 })
  const namesOf = async (id: string) => (await historyOf(id)).map(({ reason }) => reason).sort()

  test('also when the runner is killed between the firing and its acknowledgement', async () => {
    const folder = join(root, 'exports')
    mkdirSync(folder)
    const { id } = await runner.call<TriggerView>('triggers.create', {
      ...{ recipeId: recipe.id, name: 'Exports', overlap: 'parallel' },
      settings: { kind: 'files', folder, settleSec: 1 },
    })
    writeFileSync(join(folder, 'First.wav'), 'first')
    await expect.poll(() => namesOf(id), patient).toEqual(['First.wav'])
    await runner.call('arm', 'firing.stored')
    writeFileSync(join(folder, 'Second.wav'), 'second')
    await expect.poll(() => runner.isAlive, patient).toBe(false)
    writeFileSync(join(folder, 'Third.wav'), 'third')
    runner = await lab.start()
    await expect.poll(() => namesOf(id), patient).toEqual(['First.wav', 'Second.wav', 'Third.wav'])
    await expect
      .poll(async () => (await historyOf(id)).map(({ outcome }) => outcome), patient)
      .toEqual(['fired', 'fired', 'fired'])
    await runner.call('triggers.pause', id)
    await lab.settle(runner)
    const runs = await runner.call<RunHead[]>('runs.list', { limit: 1000 })
    const started = (await historyOf(id)).map(({ runId }) => runId)
    expect(new Set(started).size).toBe(3)
    expect(runs.filter(({ runId }) => started.includes(runId))).toHaveLength(3)
    lab.check()
  })
})
