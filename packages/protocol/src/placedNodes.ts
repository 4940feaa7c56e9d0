import type { Edge, Graph, GraphNode } from './graph.ts'

/** A node with the node in whose body it lies; `null` for the recipe's own graph. */
export interface PlacedNode {
  node: GraphNode
  holder: string | null
}

/** A wire with the node in whose body it lies; `null` for the recipe's own graph. */
export interface PlacedEdge {
  edge: Edge
  holder: string | null
}

/** Every node of a graph and of the bodies in it, by id, from the outside in. */
export function placedNodes(graph: Graph, holder: string | null = null): Map<string, PlacedNode> {
  const found = new Map<string, PlacedNode>()
  for (const [id, node] of Object.entries(graph.nodes)) {
    found.set(id, { node, holder })
    if (node.body) for (const [inner, placed] of placedNodes(node.body.graph, id)) found.set(inner, placed)
  }
  return found
}

/** Every wire of a graph and of the bodies in it, by id. */
export function placedEdges(graph: Graph, holder: string | null = null): Map<string, PlacedEdge> {
  const found = new Map<string, PlacedEdge>()
  for (const edge of graph.edges) found.set(edge.id, { edge, holder })
  for (const [id, { body }] of Object.entries(graph.nodes))
    if (body) for (const [inner, placed] of placedEdges(body.graph, id)) found.set(inner, placed)
  return found
}
