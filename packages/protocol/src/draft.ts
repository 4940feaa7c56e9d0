import { type DraftGraph, draftGraph } from './draftGraph.ts'
import type { Edge, GraphNode } from './graph.ts'
import { createGroups } from './groups.ts'
import { setOwn } from './own.ts'
import type { Layout, Recipe } from './recipe.ts'

/** A recipe while a list of changes is made to it. The recipe it was opened from is never touched. */
export interface Draft {
  readonly root: DraftGraph
  /** What is not in a graph or the layout; its fields may be set. */
  readonly head: Pick<Recipe, 'name' | 'description' | 'tags' | 'cover' | 'inputs' | 'outputs'>
  /** Frames and notes behind the nodes. */
  marks: Pick<Layout, 'frames' | 'notes'>
  /** The graph that holds a node, from the outside in. */
  holding(nodeId: string): DraftGraph | undefined
  /** The graph that holds an edge, from the outside in. */
  wiring(edgeId: string): DraftGraph | undefined
  addNode(graph: DraftGraph, nodeId: string, node: GraphNode): void
  /** Removes a node with its body, its wires and their places on the canvas. Gives the ids of all that went. */
  removeNode(graph: DraftGraph, nodeId: string): ReadonlySet<string>
  addEdge(graph: DraftGraph, edge: Edge): void
  removeEdge(graph: DraftGraph, edge: Edge): void
  place(nodeId: string, at: Layout['nodes'][string]): void
  done(): Recipe
}

/** A graph and all in its bodies, from the outside in. */
function* graphsIn(graph: DraftGraph): Generator<DraftGraph> {
  yield graph
  for (const inner of graph.bodies.values()) yield* graphsIn(inner)
}

/** Opens a recipe for changes. Takes as long as it has nodes; each change then takes as long as what it changes. */
export function openDraft(recipe: Recipe): Draft {
  const { name, description, tags, cover, inputs, outputs, layout } = recipe
  const head = { name, description, tags, cover, inputs, outputs }
  const root = draftGraph(recipe.graph)
  let places = layout.nodes

  // By id, graphs in bodies only: the recipe's own is asked first.
  const holders = createGroups<DraftGraph>()
  const wirers = createGroups<DraftGraph>()
  const enter = (outer: DraftGraph) => {
    for (const graph of graphsIn(outer)) {
      for (const id of graph.nodeIds()) holders.add(id, graph)
      for (const id of graph.edgeIds()) wirers.add(id, graph)
    }
  }
  const leave = (outer: DraftGraph): string[] => {
    const left: string[] = []
    for (const graph of graphsIn(outer)) {
      for (const id of graph.nodeIds()) {
        holders.drop(id, graph)
        left.push(id)
      }
      for (const id of graph.edgeIds()) wirers.drop(id, graph)
    }
    return left
  }
  /** Only an invalid document holds an id twice; then order decides. */
  const first = (found: readonly DraftGraph[]): DraftGraph | undefined => {
    if (found.length > 1) for (const graph of graphsIn(root)) if (found.includes(graph)) return graph
    return found[0]
  }
  const unplace = (ids: ReadonlySet<string>) => {
    if (places === layout.nodes) places = { ...places }
    for (const id of ids) delete places[id]
  }
  const removeEdge = (graph: DraftGraph, edge: Edge) => {
    graph.removeEdge(edge)
    if (graph !== root && graph.edges(edge.id).length === 0) wirers.drop(edge.id, graph)
  }
  for (const inner of root.bodies.values()) enter(inner)

  return {
    root,
    head,
    marks: layout,
    holding: (nodeId) => (root.node(nodeId) ? root : first(holders.of(nodeId))),
    wiring: (edgeId) => (root.edges(edgeId).length > 0 ? root : first(wirers.of(edgeId))),
    addNode(graph, nodeId, node) {
      graph.setNode(nodeId, node)
      if (graph !== root) holders.add(nodeId, graph)
      const inner = graph.bodies.get(nodeId)
      if (inner) enter(inner)
    },
    removeNode(graph, nodeId) {
      for (const edge of graph.edgesAt(nodeId)) removeEdge(graph, edge)
      const inner = graph.bodies.get(nodeId)
      const gone = new Set([nodeId, ...(inner ? leave(inner) : [])])
      graph.removeNode(nodeId)
      if (graph !== root) holders.drop(nodeId, graph)
      unplace(gone)
      return gone
    },
    addEdge(graph, edge) {
      graph.addEdge(edge)
      if (graph !== root) wirers.add(edge.id, graph)
    },
    removeEdge,
    place(nodeId, at) {
      if (places === layout.nodes) places = { ...places }
      setOwn(places, nodeId, at)
    },
    done() {
      const { frames, notes } = this.marks
      const same = places === layout.nodes && frames === layout.frames && notes === layout.notes
      return {
        ...recipe,
        ...head,
        graph: root.done(),
        layout: same ? layout : { frames, notes, nodes: places },
      }
    },
  }
}
