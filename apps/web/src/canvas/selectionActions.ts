import { catalogueNow } from '../document/catalogue.ts'
import { copyText, pasteChanges, readClip } from '../document/clipboard.ts'
import { edit, openedGraph } from '../document/documentStore.ts'
import {
  freezeChange,
  healChanges,
  nudgeChanges,
  removeChanges,
  toggleModeChanges,
} from '../document/nodeEdits.ts'
import { select, selectionStore, selectNothing } from '../document/selectionStore.ts'
import { reaches } from '../document/wiring.ts'
import { nothingToFreeze, resultOf } from '../runs/freeze.ts'
import type { Spot } from './wirePath.ts'

const picked = () => selectionStore.getState()
const counted = (verb: string, count: number) => (count === 1 ? verb : `${verb} ${count} nodes`)

/** Removes what is selected. */
export function deleteSelected(): void {
  const open = openedGraph()
  const { nodes, edges } = picked()
  if (!open || nodes.size + edges.size === 0) return
  edit(nodes.size > 0 ? counted('Delete', nodes.size) : 'Disconnect', removeChanges(open, nodes, edges))
  selectNothing()
}

/** Removes the selected node and joins the wires around it. */
export function healSelected(): void {
  const open = openedGraph()
  const [nodeId] = picked().nodes
  if (!open || nodeId === undefined) return
  edit('Delete and heal', healChanges(open, nodeId, catalogueNow().get(open.graph.nodes[nodeId]?.type ?? '')))
  selectNothing()
}

/** The selected nodes as text; `null` when none are. */
export function selectedText(): string | null {
  const open = openedGraph()
  const { nodes } = picked()
  return open && nodes.size > 0 ? copyText(open, nodes) : null
}

/** Places copied nodes with their top left corner at a spot, and selects them. False when the text holds none. */
export function pasteText(text: string, at: Spot): boolean {
  const clip = readClip(text)
  const open = openedGraph()
  if (!clip || !open) return false
  const { nodeIds, changes } = pasteChanges(open, clip, at)
  edit(counted('Paste', nodeIds.length), changes)
  select(nodeIds)
  return true
}

/** Copies the selected nodes beside themselves. */
export function duplicateSelected(by: Spot = { x: 32, y: 32 }): void {
  const text = selectedText()
  const clip = text && readClip(text)
  const open = openedGraph()
  if (!clip || !open) return
  const places = [...picked().nodes].flatMap((id) => open.layout.nodes[id] ?? [])
  const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  const { nodeIds, changes } = pasteChanges(open, clip, { x: corner.x + by.x, y: corner.y + by.y })
  edit(counted('Duplicate', nodeIds.length), changes)
  select(nodeIds)
}

/** Selects every node of the open recipe. */
export function selectAll(): void {
  select(Object.keys(openedGraph()?.graph.nodes ?? {}))
}

/** Adds everything that feeds the selection, or everything it feeds. */
export function selectAlong(direction: 'upstream' | 'downstream'): void {
  const open = openedGraph()
  const from = [...picked().nodes]
  if (!open) return
  const along = Object.keys(open.graph.nodes).filter((id) =>
    from.some((start) =>
      direction === 'downstream' ? reaches(open.graph, start, id) : reaches(open.graph, id, start),
    ),
  )
  select(along)
}

/** Moves the selection by a distance. Presses in a row become one undo step. */
export function nudgeSelected(by: Spot): void {
  const open = openedGraph()
  const { nodes } = picked()
  if (open) edit('Nudge', nudgeChanges(open, nodes, by), `nudge ${[...nodes].join(' ')}`)
}

const modeNames = { active: 'Activate', bypassed: 'Bypass', muted: 'Mute' } as const

/** Bypasses or mutes the selection, or makes it active again. */
export function toggleMode(mode: keyof typeof modeNames): void {
  const open = openedGraph()
  if (open) edit(modeNames[mode], toggleModeChanges(open, picked().nodes, mode))
}

/** Keeps the results of the selection, or lets it run again when all of it is frozen. */
export function toggleFrozen(): void {
  const open = openedGraph()
  if (!open) return
  const nodes = [...picked().nodes].flatMap((id) =>
    open.graph.nodes[id] ? [{ id, node: open.graph.nodes[id] }] : [],
  )
  if (nodes.every(({ node }) => node.mode === 'frozen')) {
    edit('Thaw', toggleModeChanges(open, picked().nodes, 'active'))
    return
  }
  const changes = nodes.flatMap(({ id, node }) => {
    const outputs = node.frozen?.outputs ?? resultOf(id)
    return outputs ? [freezeChange(id, outputs)] : []
  })
  const [first] = nodes
  if (changes.length > 0) edit('Freeze', changes)
  else if (first) nothingToFreeze(nodes.length === 1 ? first.node.name : 'The selection')
}
