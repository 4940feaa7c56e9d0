import type { Change, Path, Recipe } from '@segue/protocol'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { catalogueNow } from './catalogue.ts'
import { documentChanges } from './faceWires.ts'
import { compact, type History, type HistoryEntry, pushEdit, redoEdit, undoEdit } from './history.ts'
import { lastingPath, type OpenGraph, openGraph } from './openGraph.ts'

/** The open recipe, its history, and the edits that the server does not have yet. */
export interface DocumentState {
  recipe: Recipe | null
  /** Which of its graphs is open. Belongs to the session; edits never carry it. */
  path: Path
  done: readonly HistoryEntry[]
  undone: readonly HistoryEntry[]
  /** Edits not sent yet, in order. */
  pending: readonly Change[]
  /** Edits on their way to the server. */
  sending: readonly Change[]
  /** What the canvas shows in place of the recipe, to look at only; edits wait until it is gone. */
  lens: Recipe | null
}

const empty: DocumentState = {
  ...{ recipe: null, path: [], lens: null },
  ...{ done: [], undone: [], pending: [], sending: [] },
}

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

const graphIn = ({ recipe, lens, path }: DocumentState): OpenGraph | null => {
  const shown = lens ?? recipe
  return shown && openGraph(shown, path)
}

/** A slice of the open graph, `undefined` while no recipe is open; renders again only when the slice changes. */
export function useGraph<T>(select: (open: OpenGraph) => T): T | undefined {
  return useDocument((state) => {
    const open = graphIn(state)
    return open ? select(open) : undefined
  })
}

/** The open graph; `null` when no recipe is open. */
export function openedGraph(): OpenGraph | null {
  return graphIn(documentStore.getState())
}

/** Opens another graph of the recipe, as far as the path leads. */
export function openPath(path: Path): void {
  documentStore.setState(({ recipe, lens }) => (recipe ? { path: lastingPath(lens ?? recipe, path) } : {}))
}

/** Shows another state of the recipe on the canvas, to look at only; `null` shows the recipe again. */
export function lookThrough(lens: Recipe | null): void {
  documentStore.setState(({ recipe, path }) => {
    const shown = lens ?? recipe
    return { lens, path: shown ? lastingPath(shown, path) : [] }
  })
}

function settle(history: History, changes: readonly Change[], at: Path): void {
  documentStore.setState(({ pending }) => ({
    ...history,
    path: lastingPath(history.recipe, at),
    pending: compact([...pending, ...changes]),
  }))
}

const historyNow = (): History | null => {
  const { recipe, lens, done, undone } = documentStore.getState()
  return lens === null ? recipe && { recipe, done, undone } : null
}

/**
 * One undoable edit. `label` is what the undo entry says ("Move 3 nodes"). Edits with the same `gesture` key that
 * follow each other become one step. Wires to the ends of an open body become its inputs and outputs. Fails with `change.*` when a change does not fit the document.
 */
export function edit(label: string, changes: readonly Change[], gesture: string | null = null): void {
  const history = historyNow()
  if (!history || changes.length === 0) return
  const { path } = documentStore.getState()
  const done = documentChanges(openGraph(history.recipe, path), changes, catalogueNow())
  if (done.length > 0) settle(pushEdit(history, { label, changes: done, gesture, path }), done, path)
}

/** Takes the last edit back and opens the graph where it was made. Returns its label, or `null` when there is nothing to undo. */
export function undo(): string | null {
  const history = historyNow()
  const result = history && undoEdit(history)
  if (!result) return null
  settle(result.history, result.changes, result.path)
  return history.done.at(-1)?.label ?? null
}

/** Does the last undone edit again, where it was made. Returns its label, or `null` when there is nothing to redo. */
export function redo(): string | null {
  const history = historyNow()
  const result = history && redoEdit(history)
  if (!result) return null
  settle(result.history, result.changes, result.path)
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
