import { beforeEach, expect, it } from 'vitest'
import { sample } from '../testing/fixtures.ts'
import {
  documentStore,
  edit,
  openedRecipe,
  openRecipe,
  redo,
  returnPending,
  settlePending,
  takePending,
  undo,
} from './documentStore.ts'

const rename = (name: string) => edit('Rename', [{ type: 'node.rename', nodeId: 'soft', name }])
const names = () => takePending()?.changes.map((change) => 'name' in change && change.name)

beforeEach(() => openRecipe(sample))

it('queues edits for saving in order, undo included', () => {
  rename('A')
  edit('Mode', [{ type: 'node.mode', nodeId: 'soft', mode: 'muted' }])
  undo()
  const pending = takePending()
  expect(pending).toMatchObject({ id: 'rcp_test', baseRevision: 0 })
  expect(pending?.changes.map(({ type }) => type)).toEqual(['node.rename', 'node.mode', 'node.mode'])
})

it('gives nothing more while a save is on its way', () => {
  rename('A')
  takePending()
  rename('B')
  expect(takePending()).toBeNull()
  settlePending(5)
  expect(takePending()).toMatchObject({ baseRevision: 5, changes: [{ name: 'B' }] })
})

it('puts edits back in front when a save fails', () => {
  rename('A')
  takePending()
  edit('Mode', [{ type: 'node.mode', nodeId: 'soft', mode: 'muted' }])
  returnPending()
  expect(names()).toEqual(['A', false])
})

it('says what it undid and did again', () => {
  rename('A')
  expect(undo()).toBe('Rename')
  expect(openedRecipe()).toEqual(sample)
  expect(redo()).toBe('Rename')
  expect(undo()).toBe('Rename')
  expect(undo()).toBeNull()
})

it('starts over with another recipe', () => {
  rename('A')
  openRecipe({ ...sample, id: 'rcp_other' })
  expect(documentStore.getState()).toMatchObject({ done: [], pending: [], undone: [] })
})
