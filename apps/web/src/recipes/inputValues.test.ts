import { Recipe } from '@segue/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { openRecipe } from '../document/documentStore.ts'
import { loadInputValues, resetInput, setInputArtifact, valuesToRun } from './inputValues.ts'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })

const file = (name: string) => ({ artifactId: 'a'.repeat(64), mime: 'audio/wav', bytes: 1, name, meta: {} })
const to = [{ nodeId: 'a', port: 'in' }]
const recipe = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_1',
  name: 'Beat film',
  graph: {},
  inputs: [
    { key: 'audio', label: 'Master', type: 'audio', group: 'Music', default: file('demo.wav'), to },
    { key: 'set', label: 'Live Set', type: 'file', group: 'Music', default: file('demo.als'), to },
    { key: 'cover', label: 'Cover', type: 'image', group: 'Film', default: file('demo.png'), to },
  ],
})

beforeEach(() => {
  openRecipe(recipe)
  loadInputValues(recipe.id)
  for (const { key } of recipe.inputs) resetInput(key)
})

test('the first own file of a group takes the example files beside it away', () => {
  setInputArtifact('audio', file('mine.wav'))
  expect(valuesToRun(recipe)).toEqual({ audio: file('mine.wav'), set: null })
})

test('a second own file stays beside the first', () => {
  setInputArtifact('audio', file('mine.wav'))
  setInputArtifact('set', file('mine.als'))
  expect(valuesToRun(recipe)).toEqual({ audio: file('mine.wav'), set: file('mine.als') })
})

test('without own files the example files are back', () => {
  setInputArtifact('audio', file('mine.wav'))
  resetInput('audio')
  expect(valuesToRun(recipe)).toEqual({})
})
