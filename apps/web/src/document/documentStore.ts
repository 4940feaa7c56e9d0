import type { Change, Recipe } from '@segue/protocol'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { compact, type History, type HistoryEntry, pushEdit, redoEdit, undoEdit } from './history.ts'

/** The open recipe, its history, and the edits that the server does not have yet. */
export interface DocumentState {
  recipe: Recipe | null
  done: readonly HistoryEntry[]
  undone: readonly HistoryEntry[]
  /** Edits not sent yet, in order. */
  pending: readonly Change[]
  /** Edits on their way to the server. */
  sending: readonly Change[]
}

const empty: DocumentState = { recipe: null, done: [], undone: [], pending: [], sending: [] }

/** The one place where the open recipe lives. Edit it only through `edit`, `undo` and `redo`. */
export const documentStore = createStore<DocumentState>(() => empty)

/** A slice of the document; renders again only when the slice changes. */
export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(documentStore, select)
}

/** Opens a recipe (or none): history and pending edits start empty. */
export function openRecipe(recipe: Recipe | null): void {
  documentStore.setState({ ...empty, recipe })
}

/** The open recipe; `null` when none is open. */
export function openedRecipe(): Recipe | null {
  return documentStore.getState().recipe
}

function settle(history: History, changes: readonly Change[]): void {
  documentStore.setState(({ pending }) => ({ ...history, pending: compact([...pending, ...changes]) }))
}

const historyNow = (): History | null => {
  const { recipe, done, undone } = documentStore.getState()
  return recipe && { recipe, done, undone }
}

/**
 * One undoable edit. `label` is what the undo entry says ("Move 3 nodes"). Edits with the same `gesture` key that
 * follow each other become one step. Fails with `change.*` when a change does not fit the document.
 */
export function edit(label: string, changes: readonly Change[], gesture: string | null = null): void {
  const history = historyNow()
  if (!history || changes.length === 0) return
  settle(pushEdit(history, { label, changes, gesture }), changes)
}

/** Takes the last edit back. Returns its label, or `null` when there is nothing to undo. */
export function undo(): string | null {
  const history = historyNow()
  const result = history && undoEdit(history)
  if (!result) return null
  settle(result.history, result.changes)
  return history.done.at(-1)?.label ?? null
}

/** Does the last undone edit again. Returns its label, or `null` when there is nothing to redo. */
export function redo(): string | null {
  const history = historyNow()
  const result = history && redoEdit(history)
  if (!result) return null
  settle(result.history, result.changes)
  return history.undone.at(-1)?.label ?? null
}

/**
 * The edits to save now, as `recipes.save` takes them; `null` when there are none or some are on their way.
 * Answer with `settlePending` or `returnPending`.
 */
export function takePending(): { id: string; baseRevision: number; changes: Change[] } | null {
  const { recipe, pending, sending } = documentStore.getState()
  if (!recipe || pending.length === 0 || sending.length > 0) return null
  documentStore.setState({ pending: [], sending: pending })
  return { id: recipe.id, baseRevision: recipe.revision, changes: [...pending] }
}

/** The server has what `takePending` gave and calls it `revision`. */
export function settlePending(revision: number): void {
  documentStore.setState(({ recipe }) => ({ sending: [], recipe: recipe && { ...recipe, revision } }))
}

/** What `takePending` gave did not arrive: it goes back in front of the queue. */
export function returnPending(): void {
  documentStore.setState(({ pending, sending }) => ({ sending: [], pending: [...sending, ...pending] }))
}
