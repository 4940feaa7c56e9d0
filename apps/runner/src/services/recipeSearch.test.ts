import { applyChanges, changesBetween, type Recipe } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'

test('recipes are found by name, tag and node, every word, whatever its case; archived ones only when asked', async () => {
  await using runner = await openTestRunner()
  const { recipes } = runner.services
  const { id } = await recipes.create({ name: 'Über Loop', recipe: recipeOf({ a: text('one') }, []) })
  await recipes.create({ name: 'Empty' })
  await recipes.save({ id, baseRevision: 0, changes: [{ type: 'recipe.set', tags: ['Club night'] }] })
  const found = async (search: string, archived = false) =>
    (await recipes.list({ search, archived })).map(({ name }) => name)
  for (const words of ['über', 'NIGHT loop', 'text.template', '100%'])
    expect(await found(words)).toEqual(words === '100%' ? [] : ['Über Loop'])
  expect(await found('über empty')).toEqual([])
  await recipes.archive({ id, archived: true })
  expect([await found(''), await found('', true)]).toEqual([['Empty'], ['Über Loop']])
  await recipes.archive({ id, archived: false })
  expect(await found('night')).toEqual(['Über Loop'])
})

test('R44 what is saved is what is loaded, and its undo saves what was there before', async () => {
  await using runner = await openTestRunner()
  const { recipes } = runner.services
  const { id } = await recipes.create({ name: 'Film' })
  const nodes = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string({ maxLength: 20 }))
  await fc.assert(
    fc.asyncProperty(nodes, fc.string({ maxLength: 30 }), async (texts, description) => {
      const before = await recipes.get(id)
      const { graph } = recipeOf(
        Object.fromEntries(Object.entries(texts).map(([key, words]) => [key, text(words)])),
        [],
      )
      const wanted: Recipe = { ...before, description, graph, layout: { ...before.layout, nodes: {} } }
      const changes = changesBetween(before, wanted)
      if (changes.length === 0) return
      const { revision } = await recipes.save({ id, baseRevision: before.revision, changes })
      const loaded = await recipes.get(id)
      expect(loaded).toEqual({ ...applyChanges(before, changes), revision })
      const undo = changesBetween(loaded, before)
      await recipes.save({ id, baseRevision: revision, changes: undo })
      expect((await recipes.get(id)).graph).toEqual(before.graph)
      await recipes.save({ id, baseRevision: revision + 1, changes })
    }),
    { numRuns: 30 },
  )
})
