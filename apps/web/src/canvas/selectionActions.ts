import type { NodeMode } from '@segue/protocol'
import { catalogueNow } from '../document/catalogue.ts'
import { copyText, pasteChanges, readClip } from '../document/clipboard.ts'
import { edit, openedRecipe } from '../document/documentStore.ts'
import { healChanges, nudgeChanges, removeChanges, toggleModeChanges } from '../document/nodeEdits.ts'
import { select, selectionStore, selectNothing } from '../document/selectionStore.ts'
import { reaches } from '../document/wiring.ts'
import type { Spot } from './wirePath.ts'

const picked = () => selectionStore.getState()
const counted = (verb: string, count: number) => (count === 1 ? verb : `${verb} ${count} nodes`)

/** Removes what is selected. */
export function deleteSelected(): void {
  const recipe = openedRecipe()
  const { nodes, edges } = picked()
  if (!recipe || nodes.size + edges.size === 0) return
  edit(nodes.size > 0 ? counted('Delete', nodes.size) : 'Disconnect', removeChanges(recipe, nodes, edges))
  selectNothing()
}

/** Removes the selected node and joins the wires around it. */
export function healSelected(): void {
  const recipe = openedRecipe()
  const [nodeId] = picked().nodes
  if (!recipe || nodeId === undefined) return
  edit(
    'Delete and heal',
    healChanges(recipe, nodeId, catalogueNow().get(recipe.graph.nodes[nodeId]?.type ?? '')),
  )
  selectNothing()
}

/** The selected nodes as text; `null` when none are. */
export function selectedText(): string | null {
  const recipe = openedRecipe()
  const { nodes } = picked()
  return recipe && nodes.size > 0 ? copyText(recipe, nodes) : null
}

/** Places copied nodes with their top left corner at a spot, and selects them. False when the text holds none. */
export function pasteText(text: string, at: Spot): boolean {
  const clip = readClip(text)
  if (!clip) return false
  const { nodeIds, changes } = pasteChanges(clip, at)
  edit(counted('Paste', nodeIds.length), changes)
  select(nodeIds)
  return true
}

/** Copies the selected nodes beside themselves. */
export function duplicateSelected(by: Spot = { x: 32, y: 32 }): void {
  const text = selectedText()
  const clip = text && readClip(text)
  const recipe = openedRecipe()
  if (!clip || !recipe) return
  const places = [...picked().nodes].flatMap((id) => recipe.layout.nodes[id] ?? [])
  const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  const { nodeIds, changes } = pasteChanges(clip, { x: corner.x + by.x, y: corner.y + by.y })
  edit(counted('Duplicate', nodeIds.length), changes)
  select(nodeIds)
}

/** Selects every node of the open recipe. */
export function selectAll(): void {
  select(Object.keys(openedRecipe()?.graph.nodes ?? {}))
}

/** Adds everything that feeds the selection, or everything it feeds. */
export function selectAlong(direction: 'upstream' | 'downstream'): void {
  const recipe = openedRecipe()
  const from = [...picked().nodes]
  if (!recipe) return
  const along = Object.keys(recipe.graph.nodes).filter((id) =>
    from.some((start) =>
      direction === 'downstream' ? reaches(recipe.graph, start, id) : reaches(recipe.graph, id, start),
    ),
  )
  select(along)
}

/** Moves the selection by a distance. Presses in a row become one undo step. */
export function nudgeSelected(by: Spot): void {
  const recipe = openedRecipe()
  const { nodes } = picked()
  if (recipe) edit('Nudge', nudgeChanges(recipe, nodes, by), `nudge ${[...nodes].join(' ')}`)
}

/** Bypasses, mutes or freezes the selection, or makes it active again. */
export function toggleMode(mode: NodeMode): void {
  const recipe = openedRecipe()
  const names: Record<NodeMode, string> = {
    active: 'Activate',
    bypassed: 'Bypass',
    muted: 'Mute',
    frozen: 'Freeze',
  }
  if (recipe) edit(names[mode], toggleModeChanges(recipe, picked().nodes, mode))
}
