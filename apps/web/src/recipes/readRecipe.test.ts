import { Recipe } from '@segue/protocol'
import { expect, test } from 'vitest'
import { newerIn, readRecipe } from './readRecipe.ts'

test('an exported recipe reads back as it was', () => {
  const recipe = Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'Beat film', graph: {} })
  expect(readRecipe(JSON.stringify(recipe, null, 2))).toEqual(recipe)
})

test('other text and other JSON is no recipe', () => {
  expect(readRecipe('hello')).toBeNull()
  expect(readRecipe('{"segue":"nodes","version":1}')).toBeNull()
})

test('a recipe of a newer Segue is told from text that is none', () => {
  expect(newerIn('{"schemaVersion":2,"name":"Beat film"}')).toMatchObject({ code: 'recipe.newer' })
  expect([newerIn('hello'), newerIn('{"schemaVersion":1}')]).toEqual([null, null])
})
