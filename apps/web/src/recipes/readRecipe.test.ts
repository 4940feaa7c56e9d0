import { Recipe } from '@segue/protocol'
import { expect, test } from 'vitest'
import { readRecipe } from './readRecipe.ts'

test('an exported recipe reads back as it was', () => {
  const recipe = Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'Beat film', graph: {} })
  expect(readRecipe(JSON.stringify(recipe, null, 2))).toEqual(recipe)
})

test('other text and other JSON is no recipe', () => {
  expect(readRecipe('hello')).toBeNull()
  expect(readRecipe('{"segue":"nodes","version":1}')).toBeNull()
})
