import type { Recipe } from '@segue/protocol'

type Direction = 'left' | 'right' | 'up' | 'down'

/** The nearest other node by height, from a list of ids. */
function nearest(recipe: Recipe, nodeId: string, ids: readonly string[]): string | null {
  const y = recipe.layout.nodes[nodeId]?.y ?? 0
  const far = (id: string) => Math.abs((recipe.layout.nodes[id]?.y ?? 0) - y)
  return ids.toSorted((a, b) => far(a) - far(b))[0] ?? null
}

/**
 * The node that an arrow key leads to: along wires to the left and right, to the node above or below that stands
 * nearest. `null` when there is none that way.
 */
export function walk(recipe: Recipe, nodeId: string, direction: Direction): string | null {
  const { edges, nodes } = recipe.graph
  if (direction === 'left')
    return nearest(
      recipe,
      nodeId,
      edges.filter((edge) => edge.target.nodeId === nodeId).map((edge) => edge.source.nodeId),
    )
  if (direction === 'right')
    return nearest(
      recipe,
      nodeId,
      edges.filter((edge) => edge.source.nodeId === nodeId).map((edge) => edge.target.nodeId),
    )
  const at = recipe.layout.nodes[nodeId]
  if (!at) return null
  const sign = direction === 'down' ? 1 : -1
  const distance = (id: string) => {
    const { x, y } = recipe.layout.nodes[id] ?? at
    return (y - at.y) * sign <= 0 ? Number.POSITIVE_INFINITY : Math.hypot((x - at.x) * 2, y - at.y)
  }
  const [best] = Object.keys(nodes)
    .filter((id) => Number.isFinite(distance(id)))
    .sort((a, b) => distance(a) - distance(b))
  return best ?? null
}
