import { type DraftWires, draftWires } from './draftWires.ts'
import type { Edge, Graph, GraphNode } from './graph.ts'
import { own, setOwn } from './own.ts'

/**
 * One graph of a document while a list of changes is made to it. Copies what it changes once, then changes its copy;
 * what it was read from stays as it was.
 */
export interface DraftGraph {
  /** How many bodies it lies in. */
  readonly depth: number
  /** The node whose body it is, and the graph that holds that node; `null` for the recipe's own graph. */
  readonly holder: { graph: DraftGraph; nodeId: string } | null
  /** The graphs in bodies of its nodes, by node. */
  readonly bodies: ReadonlyMap<string, DraftGraph>
  nodeIds(): string[]
  node(nodeId: string): GraphNode | undefined
  /** Adds or replaces a node. A replaced one keeps its body's graph. */
  setNode(nodeId: string, node: GraphNode): void
  removeNode(nodeId: string): void
  edgeIds(): string[]
  /** Wires of one id; more than one only in a document that is invalid. */
  edges(edgeId: string): readonly Edge[]
  edgesAt(nodeId: string): readonly Edge[]
  addEdge(edge: Edge): void
  removeEdge(edge: Edge): void
  /** Says that something in a body of it changes. */
  touch(): void
  /** The graph as it is now: the very one it was read from when nothing changed. */
  done(): Graph
}

/** Opens a graph for changes, with all bodies in it. */
export function draftGraph(source: Graph, holder: DraftGraph['holder'] = null): DraftGraph {
  const bodies = new Map<string, DraftGraph>()
  let nodes = source.nodes
  let wires: DraftWires | null = null
  let touched = false
  let rewired = false

  const touch = () => {
    if (touched) return
    touched = true
    nodes = { ...nodes }
    holder?.graph.touch()
  }
  const open = () => {
    wires ??= draftWires(source.edges)
    return wires
  }
  const rewire = () => {
    touch()
    rewired = true
    return open()
  }
  const draft: DraftGraph = {
    depth: holder ? holder.graph.depth + 1 : 0,
    holder,
    bodies,
    nodeIds: () => Object.keys(nodes),
    node: (nodeId) => own(nodes, nodeId),
    setNode(nodeId, node) {
      touch()
      setOwn(nodes, nodeId, node)
      hold(nodeId, node)
    },
    removeNode(nodeId) {
      touch()
      delete nodes[nodeId]
      bodies.delete(nodeId)
    },
    edgeIds: () => (wires?.all() ?? source.edges).map(({ id }) => id),
    edges: (edgeId) => open().byId(edgeId),
    edgesAt: (nodeId) => open().byNode(nodeId),
    addEdge: (edge) => rewire().add(edge),
    removeEdge: (edge) => rewire().remove(edge),
    touch,
    done() {
      if (!touched) return source
      for (const [nodeId, inner] of bodies) {
        const node = own(nodes, nodeId)
        const graph = inner.done()
        if (node?.body && node.body.graph !== graph)
          setOwn(nodes, nodeId, { ...node, body: { ...node.body, graph } })
      }
      return { nodes, edges: rewired ? open().all() : source.edges }
    },
  }
  const hold = (nodeId: string, { body }: GraphNode) => {
    if (body && !bodies.has(nodeId)) bodies.set(nodeId, draftGraph(body.graph, { graph: draft, nodeId }))
  }
  for (const nodeId of Object.keys(nodes)) {
    const node = nodes[nodeId]
    if (node?.body) hold(nodeId, node)
  }
  return draft
}
