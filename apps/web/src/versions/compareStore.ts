import { diffRecipes, type MigratedNode, type Recipe, type RecipeDiff } from '@segue/protocol'
import { create } from 'zustand'
import { lookThrough } from '../document/documentStore.ts'
import { mergedRecipe, removedId } from './mergedRecipe.ts'

export type Mark = 'added' | 'changed' | 'removed'

/** Two versions side by side: what the marks and the list of the compare view say. */
export interface Compared {
  before: Recipe
  after: Recipe
  diff: RecipeDiff
  nodes: ReadonlyMap<string, Mark>
  wires: ReadonlyMap<string, Mark>
  /** Set when the one after is the one before with older nodes brought up to date, which a person may take. */
  migrated: readonly MigratedNode[] | null
}

/** The comparison that is open; `null` while the canvas shows the recipe itself. */
export const useCompare = create<{ compared: Compared | null }>(() => ({ compared: null }))

function nodeMarks({ nodes }: RecipeDiff): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  // A body tells that something in it differs, unless it differs itself.
  for (const { holder } of [...nodes.added, ...nodes.removed, ...nodes.changed])
    if (holder !== null) marks.set(holder, 'changed')
  for (const { nodeId } of nodes.changed) marks.set(nodeId, 'changed')
  for (const { nodeId } of nodes.added) marks.set(nodeId, 'added')
  for (const { nodeId } of nodes.removed) marks.set(nodeId, 'removed')
  return marks
}

function wireMarks({ edges }: RecipeDiff): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const { edgeId } of edges.removed) {
    marks.set(edgeId, 'removed')
    marks.set(removedId(edgeId), 'removed')
  }
  for (const { edgeId } of edges.added) marks.set(edgeId, 'added')
  return marks
}

/** Opens two versions on the canvas, to look at. */
export function compare(
  before: Recipe,
  after: Recipe,
  migrated: readonly MigratedNode[] | null = null,
): void {
  const diff = diffRecipes(before, after)
  lookThrough(mergedRecipe(before, after))
  useCompare.setState({
    compared: { before, after, diff, nodes: nodeMarks(diff), wires: wireMarks(diff), migrated },
  })
}

/** Goes back to the recipe itself. */
export function stopComparing(): void {
  lookThrough(null)
  useCompare.setState({ compared: null })
}

/** What happened to a node between the versions that are compared. */
export const useNodeMark = (id: string): Mark | undefined =>
  useCompare(({ compared }) => compared?.nodes.get(id))

export const useWireMark = (id: string): Mark | undefined =>
  useCompare(({ compared }) => compared?.wires.get(id))
