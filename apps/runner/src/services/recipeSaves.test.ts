import { type Change, changesBetween, diffRecipes, failureOf, Recipe } from '@segue/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { putRecipe } from './recipeRows.ts'
import { saveLimits } from './recipeSaves.ts'
import { plantStarter } from './recipeService.ts'
import { recipeOf, text } from './testing/chain.ts'

const start = new Date('2026-01-01T10:00:00Z').getTime()

let runner: TestRunner
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  runner = await openTestRunner()
})
afterEach(async () => {
  vi.useRealTimers()
  await runner[Symbol.asyncDispose]()
})

const later = (seconds: number) => vi.setSystemTime(start + seconds * 1000)
const rename = (name: string): Change => ({ type: 'node.rename', nodeId: 'a', name })

async function opened() {
  const { recipes } = runner.services
  const { id } = await recipes.create({ name: 'Film', recipe: recipeOf({ a: text('one') }, []) })
  const save = async (change: Change, more: { editor?: string; restores?: number } = {}) => {
    const { revision } = await recipes.get(id)
    return recipes.save({ id, baseRevision: revision, changes: [change], ...more })
  }
  const lines = async () => (await recipes.history(id)).map(({ revision, summary }) => [revision, summary])
  return { id, recipes, save, lines }
}

test('every save is a version that says what changed', async () => {
  const { save, lines, recipes, id } = await opened()
  await save(rename('two'))
  await save({ type: 'param.set', nodeId: 'a', param: 'template', value: 'Hi', unset: false })
  expect(await lines()).toEqual([
    [2, 'Template one → Hi'],
    [1, 'Name one → two'],
    [0, ''],
  ])
  expect((await recipes.saved({ id, revision: 1 })).graph.nodes.a).toMatchObject({ name: 'two' })
})

test('saves of one editor within a minute are one version, measured from the one before', async () => {
  const { save, lines } = await opened()
  await save(rename('two'), { editor: 'mine' })
  later(59)
  await save(rename('three'), { editor: 'mine' })
  expect(await lines()).toEqual([
    [2, 'Name one → three'],
    [0, ''],
  ])
  later(60)
  await save(rename('four'), { editor: 'mine' })
  await save(rename('five'), { editor: 'theirs' })
  expect(await lines()).toEqual([
    [4, 'Name four → five'],
    [3, 'Name three → four'],
    [2, 'Name one → three'],
    [0, ''],
  ])
})

test('a version with a name, a published and a restored one take nothing more in', async () => {
  const { save, lines, recipes, id } = await opened()
  const mine = { editor: 'mine' }
  await save(rename('two'), mine)
  await recipes.nameSave({ id, revision: 1, name: 'For the client' })
  await save(rename('three'), mine)
  await recipes.publish(id)
  await save(rename('four'), mine)
  await save(rename('two'), { ...mine, restores: 1 })
  await save(rename('five'), mine)
  expect(await lines()).toEqual([
    [5, 'Name two → five'],
    [4, 'Restored version 1'],
    [3, 'Name three → four'],
    [2, 'Name two → three'],
    [1, 'Name one → two'],
    [0, ''],
  ])
  const saves = await recipes.history(id)
  expect(saves.find(({ revision }) => revision === 1)?.name).toBe('For the client')
  expect(saves.find(({ revision }) => revision === 2)?.published).toBe(1)
})

test('an older version comes back as a new save, and nothing between is lost', async () => {
  const { save, recipes, id } = await opened()
  await save(rename('two'))
  await save({ type: 'node.remove', nodeId: 'a' })
  const [now, then] = [await recipes.get(id), await recipes.saved({ id, revision: 1 })]
  await recipes.save({ id, baseRevision: 2, changes: changesBetween(now, then), restores: 1 })
  expect(diffRecipes(await recipes.get(id), then)).toEqual(diffRecipes(then, then))
  expect((await recipes.saved({ id, revision: 2 })).graph.nodes).toEqual({})
})

test('what was there before the first edit is a version, also of a starter', async () => {
  const { recipes } = runner.services
  plantStarter(runner.db, Recipe.parse({ ...recipeOf({ a: text('one') }, []), id: 'rcp_starter' }), 'starter')
  expect(await recipes.history('rcp_starter')).toEqual([])
  await recipes.save({ id: 'rcp_starter', baseRevision: 0, changes: [rename('two')] })
  expect((await recipes.history('rcp_starter')).map(({ revision }) => revision)).toEqual([1, 0])
  expect((await recipes.saved({ id: 'rcp_starter', revision: 0 })).graph.nodes.a?.name).toBe('one')
})

test('history is bounded: named, published and the current one stay', async () => {
  const { save, recipes, id } = await opened()
  await recipes.nameSave({ id, revision: 0, name: 'First' })
  await save(rename('two'))
  await recipes.publish(id)
  const recipe = await recipes.get(id)
  for (let revision = 2; revision <= saveLimits.count + 3; revision++)
    putRecipe(runner.db, { ...recipe, revision, name: `Film ${revision}` })
  const kept = (await recipes.history(id)).map(({ revision }) => revision)
  expect(kept).toHaveLength(saveLimits.count + 2)
  expect(kept.slice(-3)).toEqual([4, 1, 0])
})

test('a version that is not kept is refused by name', async () => {
  const { recipes, id } = await opened()
  const code = (asked: Promise<unknown>) => asked.catch((error) => failureOf(error).code)
  expect(await code(recipes.saved({ id, revision: 9 }))).toBe('recipe.unknown_save')
  expect(await code(recipes.nameSave({ id, revision: 9, name: 'x' }))).toBe('recipe.unknown_save')
  expect(await code(recipes.history('rcp_none'))).toBe('recipe.unknown')
})
