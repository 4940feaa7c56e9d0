import { fail, Recipe } from '@segue/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { documentStore, edit, openRecipe } from '../document/documentStore.ts'
import { editor, saveNow } from './autosave.ts'
import { readDraft } from './keptDraft.ts'
import { setSaveState, useSaveState } from './saveStore.ts'

type Batch = { id: string; baseRevision: number; changes: unknown[] }
const save = vi.hoisted(() => vi.fn<(batch: Batch) => Promise<{ revision: number }>>())
vi.mock('../server/client.ts', () => ({ runner: () => ({ recipes: { save, list: async () => [] } }) }))

const stored = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
  removeItem: (key: string) => stored.delete(key),
})

const rename = (name: string) => edit('Rename', [{ type: 'recipe.set', name }])
const refuse = (code: string, kind: 'transient' | 'input') =>
  fail({ code, message: 'No.', hint: 'Do.', kind })

beforeEach(() => {
  vi.useFakeTimers()
  stored.clear()
  save.mockReset()
  setSaveState('saved')
  openRecipe(Recipe.parse({ schemaVersion: 1, id: 'rcp_1', revision: 3, name: 'Beat film', graph: {} }))
})

test('edits go to the runner on top of the revision they were made on', async () => {
  save.mockResolvedValue({ revision: 4 })
  rename('Night swim')
  await saveNow()
  expect(save.mock.calls).toEqual([
    [{ id: 'rcp_1', baseRevision: 3, changes: [{ type: 'recipe.set', name: 'Night swim' }], editor }],
  ])
  expect(documentStore.getState()).toMatchObject({ pending: [], sending: [], recipe: { revision: 4 } })
  expect(useSaveState.getState().state).toBe('saved')
})

test('an edit made while others are on their way follows them', async () => {
  save.mockImplementationOnce(async () => {
    rename('Second')
    return { revision: 4 }
  })
  save.mockResolvedValueOnce({ revision: 5 })
  rename('First')
  await saveNow()
  expect(save.mock.calls.map(([{ baseRevision }]) => baseRevision)).toEqual([3, 4])
})

test('edits that do not arrive are kept in this browser and sent later', async () => {
  save.mockRejectedValueOnce(refuse('runner.offline', 'transient'))
  rename('Night swim')
  await saveNow()
  expect(useSaveState.getState().state).toBe('offline')
  expect(readDraft('rcp_1')?.recipe.name).toBe('Night swim')
  save.mockResolvedValueOnce({ revision: 4 })
  await saveNow()
  expect(readDraft('rcp_1')).toBeNull()
  expect(useSaveState.getState().state).toBe('saved')
})

test('a recipe that was changed elsewhere waits for a choice', async () => {
  save.mockRejectedValueOnce(refuse('recipe.stale', 'input'))
  rename('Mine')
  await saveNow()
  expect(useSaveState.getState().state).toBe('stale')
  expect(documentStore.getState().pending).toHaveLength(1)
})
