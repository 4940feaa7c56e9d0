import type { Graph, GraphNode } from '@segue/protocol'

/** A graph whose nodes, those in bodies included, are each made anew from the old ones. */
export function mapNodes(graph: Graph, change: (node: GraphNode, nodeId: string) => GraphNode): Graph {
  const nodes = Object.entries(graph.nodes).map(([nodeId, node]) => {
    const changed = change(node, nodeId)
    const { body } = changed
    return [nodeId, body ? { ...changed, body: { ...body, graph: mapNodes(body.graph, change) } } : changed]
  })
  return { ...graph, nodes: Object.fromEntries(nodes) }
}

/** Every node of a graph, those in bodies included, with its id. */
export function nodesOf(graph: Graph): [nodeId: string, node: GraphNode][] {
  return Object.entries(graph.nodes).flatMap(([nodeId, node]) => [
    [nodeId, node] as [string, GraphNode],
    ...(node.body ? nodesOf(node.body.graph) : []),
  ])
}
