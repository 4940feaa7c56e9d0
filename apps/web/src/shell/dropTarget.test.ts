import { Recipe } from '@segue/protocol'
import { expect, test } from 'vitest'
import { inputFor } from './dropTarget.ts'

const to = [{ nodeId: 'a', port: 'in' }]
const recipe = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_1',
  name: 'Beat film',
  graph: {},
  inputs: [
    { key: 'set', label: 'Live Set', type: 'file', to },
    { key: 'audio', label: 'Your track', type: 'audio', to },
    { key: 'notes', label: 'Notes', type: 'midi', to },
  ],
})
const keyFor = (mime: string) => inputFor(recipe, mime)?.key ?? null

test('sound goes to the sound input, an exact type to its own', () => {
  expect(keyFor('audio/wav')).toBe('audio')
  expect(keyFor('audio/midi')).toBe('notes')
})

test('a Live Set goes to the input for any file', () => {
  expect(keyFor('application/vnd.ableton.live-set')).toBe('set')
})

test('a picture is not guessed into an input for any file', () => {
  expect(keyFor('image/png')).toBeNull()
})
