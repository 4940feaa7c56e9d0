import { recipeFormat, TriggerDraft } from '@segue/protocol'
import { expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'

const newer = (id: string): string =>
  JSON.stringify({ schemaVersion: recipeFormat + 1, id, name: 'Film', scenes: [{ of: 'another world' }] })

test('a recipe from a newer Segue says so wherever it is met, and nothing takes its place', async () => {
  await using runner = await openTestRunner()
  const { db, services } = runner
  const { recipes, triggers } = services
  const { id } = await recipes.create({ name: 'Film', recipe: recipeOf({ a: text('one') }, []) })
  const { version } = await recipes.publish(id)
  await recipes.create({ name: 'Beside it' })
  const settings = { kind: 'schedule', when: 'every hour', zone: 'UTC' } as const
  const trigger = await triggers.create(
    TriggerDraft.parse({ recipeId: id, name: 'Hourly', settings, version: null }),
  )
  db.run("UPDATE recipes SET document = ?, words = '', head = '', revision = 7 WHERE id = ?", newer(id), id)

  const failure = { code: 'recipe.newer', hint: expect.stringContaining('Update Segue') }
  const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ failure })
  await refused(recipes.get(id))
  await refused(recipes.save({ id, baseRevision: 7, changes: [{ type: 'recipe.set', name: 'Mine' }] }))
  await refused(recipes.publish(id))
  expect(await recipes.list()).toMatchObject([
    { name: 'Beside it', failure: null },
    { id, name: 'Film', failure },
  ])
  expect(await triggers.get(trigger.id)).toMatchObject({ failure })
  expect((await recipes.version({ id, version })).name).toBe('Film')
  expect(db.get('SELECT document FROM recipes WHERE id = ?', id)?.document).toBe(newer(id))
})

test('a stored recipe that is none says so, and the list goes on', async () => {
  await using runner = await openTestRunner()
  const { recipes } = runner.services
  const { id } = await recipes.create({ name: 'Film' })
  runner.db.run("UPDATE recipes SET document = '{\"schemaVersion\":1', head = '' WHERE id = ?", id)
  await expect(recipes.get(id)).rejects.toMatchObject({ failure: { code: 'recipe.damaged' } })
  expect(await recipes.list()).toMatchObject([{ name: 'Film', failure: { code: 'recipe.damaged' } }])
})
