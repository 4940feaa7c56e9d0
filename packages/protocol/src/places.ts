import type { Body, Graph, GraphNode } from './graph.ts'
import { own } from './own.ts'

/** Ids of the nodes whose bodies lead to a graph, outermost first; empty for the recipe's own graph. */
export type Path = readonly string[]

/** The path to the graph that passes a test, looking from the outside in; `null` when none does. */
function pathWhere(graph: Graph, test: (graph: Graph) => boolean): Path | null {
  if (test(graph)) return []
  for (const [id, { body }] of Object.entries(graph.nodes)) {
    const path = body && pathWhere(body.graph, test)
    if (path) return [id, ...path]
  }
  return null
}

/** The path to the graph that holds a node; `null` when there is no such node in it or in any body. */
export function pathToNode(graph: Graph, nodeId: string): Path | null {
  return pathWhere(graph, ({ nodes }) => Object.hasOwn(nodes, nodeId))
}

/** The path to the graph that holds an edge; `null` when there is no such edge in it or in any body. */
export function pathToEdge(graph: Graph, edgeId: string): Path | null {
  return pathWhere(graph, ({ edges }) => edges.some(({ id }) => id === edgeId))
}

/** The body that a path leads into; `null` for the recipe's own graph or a path that leads nowhere. */
export function bodyAt(graph: Graph, path: Path): Body | null {
  const [first, ...rest] = path
  const body = first === undefined ? undefined : own(graph.nodes, first)?.body
  if (!body) return null
  return rest.length === 0 ? body : bodyAt(body.graph, rest)
}

/** The graph that a path leads to; `null` when it leads nowhere. */
export function graphAt(graph: Graph, path: Path): Graph | null {
  return path.length === 0 ? graph : (bodyAt(graph, path)?.graph ?? null)
}

/** A node of a graph or of any body in it. */
export function nodeIn(graph: Graph, nodeId: string): GraphNode | undefined {
  const path = pathToNode(graph, nodeId)
  const at = path && graphAt(graph, path)
  return at ? own(at.nodes, nodeId) : undefined
}

/** Ids of all nodes of a graph, those in bodies included. */
export function idsIn(graph: Graph): string[] {
  return Object.entries(graph.nodes).flatMap(([id, { body }]) => (body ? [id, ...idsIn(body.graph)] : [id]))
}
