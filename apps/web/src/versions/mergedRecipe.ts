import type { Graph, Recipe } from '@segue/protocol'

/** Both graphs in one: all of the one after, and what only the one before has. Bodies too. */
function mergedGraph(before: Graph, after: Graph): Graph {
  const nodes = { ...before.nodes, ...after.nodes }
  for (const [id, node] of Object.entries(after.nodes)) {
    const old = before.nodes[id]?.body
    if (node.body && old)
      nodes[id] = { ...node, body: { ...node.body, graph: mergedGraph(old.graph, node.body.graph) } }
  }
  const kept = new Set(after.edges.map(({ id }) => id))
  const known = (nodeId: string, port: string) => `${nodeId}.${port}`
  const drawn = new Set(
    after.edges.map(
      ({ source, target }) => known(source.nodeId, source.port) + known(target.nodeId, target.port),
    ),
  )
  const gone = before.edges
    .filter(
      ({ source, target }) =>
        !drawn.has(known(source.nodeId, source.port) + known(target.nodeId, target.port)),
    )
    .map((edge) => (kept.has(edge.id) ? { ...edge, id: removedId(edge.id) } : edge))
  return { nodes, edges: [...after.edges, ...gone] }
}

/** The id of a wire as it was, where one with its id leads elsewhere now. */
export const removedId = (edgeId: string): string => `${edgeId} before`

/** The recipe after, with what was removed still in it, to draw both at once. */
export const mergedRecipe = (before: Recipe, after: Recipe): Recipe => ({
  ...after,
  graph: mergedGraph(before.graph, after.graph),
  layout: { ...after.layout, nodes: { ...before.layout.nodes, ...after.layout.nodes } },
})
