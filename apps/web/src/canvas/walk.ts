import type { OpenGraph } from '../document/openGraph.ts'

type Walked = Pick<OpenGraph, 'graph' | 'layout'>
type Direction = 'left' | 'right' | 'up' | 'down'

/** The nearest other node by height, from a list of ids. */
function nearest(open: Walked, nodeId: string, ids: readonly string[]): string | null {
  const y = open.layout.nodes[nodeId]?.y ?? 0
  const far = (id: string) => Math.abs((open.layout.nodes[id]?.y ?? 0) - y)
  return ids.toSorted((a, b) => far(a) - far(b))[0] ?? null
}

/**
 * The node that an arrow key leads to: along wires to the left and right, to the node above or below that stands
 * nearest. `null` when there is none that way.
 */
export function walk(open: Walked, nodeId: string, direction: Direction): string | null {
  const { edges, nodes } = open.graph
  if (direction === 'left')
    return nearest(
      open,
      nodeId,
      edges.filter((edge) => edge.target.nodeId === nodeId).map((edge) => edge.source.nodeId),
    )
  if (direction === 'right')
    return nearest(
      open,
      nodeId,
      edges.filter((edge) => edge.source.nodeId === nodeId).map((edge) => edge.target.nodeId),
    )
  const at = open.layout.nodes[nodeId]
  if (!at) return null
  const sign = direction === 'down' ? 1 : -1
  const distance = (id: string) => {
    const { x, y } = open.layout.nodes[id] ?? at
    return (y - at.y) * sign <= 0 ? Number.POSITIVE_INFINITY : Math.hypot((x - at.x) * 2, y - at.y)
  }
  const [best] = Object.keys(nodes)
    .filter((id) => Number.isFinite(distance(id)))
    .sort((a, b) => distance(a) - distance(b))
  return best ?? null
}
