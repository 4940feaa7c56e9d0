import { unwrapChanges, wrapChanges } from '../document/bodyEdits.ts'
import { catalogueNow } from '../document/catalogue.ts'
import { edit, openedGraph, openPath } from '../document/documentStore.ts'
import { select, selectionStore } from '../document/selectionStore.ts'
import { onlyNode } from './selected.ts'
import { wiredNow } from './wiringActions.ts'

/** Whether the one selected node has a body. */
export function hasBody(): boolean {
  const nodeId = onlyNode()
  return nodeId !== null && openedGraph()?.graph.nodes[nodeId]?.body !== undefined
}

/** Whether the body of a node is open. */
export const isInside = (): boolean => (openedGraph()?.holder ?? null) !== null

/** Opens the body of a node of the open graph; nothing happens when it has none. */
export function openBody(nodeId: string | null): void {
  const open = openedGraph()
  if (nodeId !== null && open?.graph.nodes[nodeId]?.body) openPath([...open.path, nodeId])
}

/** Goes back to the graph around the open one, with the node selected that was open. */
export function leaveBody(): void {
  const open = openedGraph()
  if (open?.holder) leaveTo(open.path.length - 1)
}

/** Goes back to a graph around the open one: 0 is the recipe's own. Selects the node on the way in. */
export function leaveTo(depth: number): void {
  const path = openedGraph()?.path ?? []
  const from = path[depth]
  openPath(path.slice(0, depth))
  if (from !== undefined) select([from])
}

/** Puts the selected nodes into the body of a new “For each”, with every wire kept. */
export function wrapSelected(): void {
  const wired = wiredNow()
  const type = catalogueNow().get('flow.map')
  const { nodes } = selectionStore.getState()
  const wrap = wired && type && wrapChanges(wired, nodes, type)
  if (!wrap || !type) return
  edit(`Wrap into ${type.title}`, wrap.changes)
  select([wrap.nodeId])
}

/** Puts what lies in the body of a node in its place, with every wire kept. */
export function unwrapNode(nodeId: string | null): void {
  const open = openedGraph()
  const inside = nodeId === null ? undefined : open?.graph.nodes[nodeId]?.body?.graph
  if (!open || nodeId === null || !inside) return
  edit('Unwrap', unwrapChanges(open, nodeId))
  select(Object.keys(inside.nodes))
}
