import type { Change } from '@segue/protocol'
import { expect, it } from 'vitest'
import { sample } from '../testing/fixtures.ts'
import { compact, type History, pushEdit, redoEdit, undoEdit } from './history.ts'

const fresh: History = { recipe: sample, done: [], undone: [] }
const rate = (value: number): Change => ({
  type: 'param.set',
  nodeId: 'curves',
  param: 'rate',
  value,
  unset: false,
})
const push = (history: History, value: number, gesture: string | null = null) =>
  pushEdit(history, { label: 'Set rate', changes: [rate(value)], gesture, path: [] })

it('undoes and redoes one edit', () => {
  const edited = push(fresh, 30)
  const undone = undoEdit(edited)
  expect(undone?.history.recipe).toEqual(sample)
  expect(undone && redoEdit(undone.history)?.history.recipe).toEqual(edited.recipe)
})

it('makes one step of the edits of one gesture', () => {
  const dragged = [1, 2, 3, 4].reduce((history, value) => push(history, value, 'drag 1'), fresh)
  expect(dragged.done).toHaveLength(1)
  expect(dragged.done[0]?.changes).toEqual([rate(4)])
  expect(undoEdit(dragged)?.history.recipe).toEqual(sample)
})

it('keeps gestures apart', () => {
  const twice = push(push(fresh, 1, 'drag 1'), 2, 'drag 2')
  expect(twice.done).toHaveLength(2)
})

it('forgets what could be redone once something else is edited', () => {
  const undone = undoEdit(push(fresh, 30))
  expect(undone && push(undone.history, 40).undone).toEqual([])
})

it('has nothing to undo in a fresh document', () => {
  expect(undoEdit(fresh)).toBeNull()
  expect(redoEdit(fresh)).toBeNull()
})

it('drops changes that the next one overwrites, but not across others', () => {
  const move = (x: number): Change => ({ type: 'node.move', nodeId: 'soft', at: { x, y: 0 } })
  expect(compact([move(1), move(2), rate(1), rate(2), move(3)])).toEqual([move(2), rate(2), move(3)])
})
