import { applyChanges, type Change, type Path, type Recipe } from '@segue/protocol'
import { invertAll } from './invert.ts'

/** One undoable step: what was done and what takes it back. */
export interface HistoryEntry {
  label: string
  /** Edits of one gesture (a drag, one visit to a text field) share a key and become one step. */
  gesture: string | null
  /** The graph that was open. */
  path: Path
  changes: readonly Change[]
  inverse: readonly Change[]
}

export interface History {
  recipe: Recipe
  done: readonly HistoryEntry[]
  undone: readonly HistoryEntry[]
}

const limit = 500

/** Applies one edit and remembers how to take it back. An edit ends what could be redone. */
export function pushEdit(history: History, edit: Omit<HistoryEntry, 'inverse'>): History {
  const { recipe, done } = history
  const inverse = invertAll(recipe, edit.changes)
  const last = done.at(-1)
  const joins = last !== undefined && last.gesture !== null && last.gesture === edit.gesture
  const entry: HistoryEntry = joins
    ? {
        ...last,
        changes: compact([...last.changes, ...edit.changes]),
        inverse: [...inverse, ...last.inverse],
      }
    : { ...edit, inverse }
  return {
    recipe: applyChanges(recipe, edit.changes),
    done: [...(joins ? done.slice(0, -1) : done), entry].slice(-limit),
    undone: [],
  }
}

/** A step that was taken back or done again: the changes that did it, and the graph where it was made. */
interface Step {
  history: History
  changes: readonly Change[]
  path: Path
}

/** Takes the last step back. `null` when there is none. */
export function undoEdit(history: History): Step | null {
  const entry = history.done.at(-1)
  if (!entry) return null
  return {
    changes: entry.inverse,
    path: entry.path,
    history: {
      recipe: applyChanges(history.recipe, entry.inverse),
      done: history.done.slice(0, -1),
      undone: [...history.undone, { ...entry, gesture: null }],
    },
  }
}

/** Does the last step that was taken back again. `null` when there is none. */
export function redoEdit(history: History): Step | null {
  const entry = history.undone.at(-1)
  if (!entry) return null
  return {
    changes: entry.changes,
    path: entry.path,
    history: {
      recipe: applyChanges(history.recipe, entry.changes),
      done: [...history.done, entry],
      undone: history.undone.slice(0, -1),
    },
  }
}

const slot = (change: Change): string | null => {
  if (change.type === 'node.move' || change.type === 'node.rename') return `${change.type} ${change.nodeId}`
  if (change.type === 'param.set') return `${change.type} ${change.nodeId} ${change.param}`
  if (change.type === 'recipe.set' && change.name === undefined) return Object.keys(change).sort().join(' ')
  if (change.type === 'body.face') return `${change.type} ${change.nodeId}`
  return change.type === 'inputs.set' ? change.type : null
}

/** Drops changes that the very next ones overwrite: a hundred small moves of one node become one. */
export function compact(changes: readonly Change[]): Change[] {
  const kept: Change[] = []
  for (const change of changes) {
    const last = kept.at(-1)
    const key = slot(change)
    if (last && key !== null && slot(last) === key) kept.pop()
    kept.push(change)
  }
  return kept
}
