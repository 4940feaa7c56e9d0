import { beforeEach, expect, it } from 'vitest'
import { sample } from '../testing/fixtures.ts'
import { edit, openRecipe } from './documentStore.ts'
import { select, selectionStore } from './selectionStore.ts'

const selected = () => [...selectionStore.getState().nodes, ...selectionStore.getState().edges]

beforeEach(() => {
  openRecipe(sample)
  select(['soft', 'anim'], ['e1'])
})

it('lets go of what is deleted, and of nothing else', () => {
  edit('Delete', [{ type: 'node.remove', nodeId: 'soft' }])
  expect(selected()).toEqual(['anim', 'e1'])
})

it('starts empty in another recipe, even where ids are the same', () => {
  openRecipe({ ...sample, id: 'rcp_other' })
  expect(selected()).toEqual([])
})
