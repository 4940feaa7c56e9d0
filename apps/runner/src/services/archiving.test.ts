import { TriggerDraft } from '@segue/protocol'
import { expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'

const everyHour = { kind: 'schedule', when: 'every hour', zone: 'UTC' } as const

test('archiving a recipe pauses what starts it and says so; taking it back resumes nothing', async () => {
  await using runner = await openTestRunner()
  const { recipes, triggers } = runner.services
  const { id } = await recipes.create({ name: 'Film', recipe: recipeOf({ a: text('one') }, []) })
  const add = (name: string, enabled: boolean) =>
    triggers.create(TriggerDraft.parse({ recipeId: id, name, enabled, settings: everyHour }))
  const hourly = await add('Hourly', true)
  const resting = await add('Resting', false)
  expect(await recipes.archive({ id, archived: true })).toEqual({ paused: ['Hourly'] })
  expect(await triggers.get(hourly.id)).toMatchObject({ enabled: false, next: [] })
  expect(await recipes.archive({ id, archived: false })).toEqual({ paused: [] })
  for (const trigger of [hourly, resting]) expect((await triggers.get(trigger.id)).enabled).toBe(false)
  await triggers.resume(hourly.id)
  expect((await triggers.get(hourly.id)).next.length).toBeGreaterThan(0)
})

test('who runs a published version stays with it, and is named', async () => {
  await using runner = await openTestRunner()
  const { recipes, triggers } = runner.services
  const { id } = await recipes.create({ name: 'Film', recipe: recipeOf({ a: text('one') }, []) })
  const { version } = await recipes.publish(id)
  const pinned = await triggers.create(
    TriggerDraft.parse({ recipeId: id, name: 'Nightly', version, settings: everyHour }),
  )
  await triggers.create(TriggerDraft.parse({ recipeId: id, name: 'Draft', settings: everyHour }))
  const use = { id, version, name: 'Film', inputs: [], outputs: [] }
  const holder = { type: 'flow.recipe', version: 1, name: 'Film', recipe: use }
  const album = await recipes.create({ name: 'Album', recipe: recipeOf({ f: holder, g: holder }, []) })
  await recipes.save({
    id,
    baseRevision: 0,
    changes: [{ type: 'param.set', nodeId: 'a', param: 'template', value: 'two', unset: false }],
  })
  expect((await recipes.publish(id)).version).toBe(version + 1)
  expect(await recipes.versionUsers(id)).toEqual([
    { by: 'trigger', id: pinned.id, name: 'Nightly', version },
    { by: 'recipe', id: album.id, name: 'Album', version },
  ])
  const { runId } = await triggers.runNow(pinned.id)
  const { plan } = runner.host.runs.facts(runId).compiled
  expect(plan.nodes[0]?.params).toEqual({ template: 'one' })
})
