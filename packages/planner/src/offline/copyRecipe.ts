import type { Body, Change, Graph, InputTarget, Recipe } from '@segue/protocol'
import { idsIn, own, placedEdges } from '@segue/protocol'
import { keyFor, nodeIdFor } from '../build/ids.ts'
import type { Tools } from '../build/tools.ts'

/** Ids of a recipe that is copied into another one, each new where the other has it already. */
function renames(into: Recipe, source: Recipe): (id: string) => string {
  const taken = new Set(idsIn(into.graph))
  const clashes = idsIn(source.graph).filter((id) => taken.has(id))
  const made = new Map(clashes.map((id) => [id, nodeIdFor(into, id)]))
  return (id) => made.get(id) ?? id
}

const edgeId = (taken: ReadonlySet<string>, id: string): string => {
  for (let number = 1; ; number++) {
    const next = number === 1 ? id : `${id.slice(0, 58)}_${number}`
    if (!taken.has(next)) return next
  }
}

/** A recipe with other ids, and everything in it made by the AI. */
function renamed(source: Recipe, into: Recipe, promptId: string): Recipe {
  const id = renames(into, source)
  const edges = new Set(placedEdges(into.graph).keys())
  const to = (targets: InputTarget[]) => targets.map((target) => ({ ...target, nodeId: id(target.nodeId) }))
  const body = ({ inputs, outputs, graph: inner }: Body): Body => ({
    inputs: inputs.map((input) => ({ ...input, to: to(input.to) })),
    outputs: outputs.map((output) => ({
      ...output,
      from: { ...output.from, nodeId: id(output.from.nodeId) },
    })),
    graph: graph(inner),
  })
  const graph = ({ nodes, edges: wires }: Graph): Graph => ({
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([key, node]) => [
        id(key),
        { ...node, origin: { by: 'ai' as const, promptId }, ...(node.body ? { body: body(node.body) } : {}) },
      ]),
    ),
    edges: wires.map((wire) => ({
      id: edgeId(edges, wire.id),
      source: { ...wire.source, nodeId: id(wire.source.nodeId) },
      target: { ...wire.target, nodeId: id(wire.target.nodeId) },
    })),
  })
  return {
    ...source,
    inputs: source.inputs.map((input) => ({ ...input, to: to(input.to) })),
    outputs: source.outputs.map((output) => ({
      ...output,
      from: { ...output.from, nodeId: id(output.from.nodeId) },
    })),
    graph: graph(source.graph),
    layout: {
      ...source.layout,
      nodes: Object.fromEntries(Object.entries(source.layout.nodes).map(([key, at]) => [id(key), at])),
    },
  }
}

/** Puts a whole recipe into the one that is being built, below what is there. */
export function copyRecipe({ bench, options }: Tools, source: Recipe): void {
  const into = bench.recipe
  const places = Object.values(into.layout.nodes)
  const [left, top] =
    places.length === 0
      ? [0, 0]
      : [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ y }) => y)) + 420]
  const copy = renamed(source, into, options.promptId)
  const at = (id: string) => {
    const { x, y } = own(copy.layout.nodes, id) ?? { x: 0, y: 0 }
    return { x: x + left, y: y + top }
  }
  const empty = Object.keys(into.graph.nodes).length === 0
  const keys = new Set([...into.inputs, ...into.outputs].map(({ key }) => key))
  const keyed = <T extends { key: string }>(items: T[]) =>
    items.map((item) => ({ ...item, key: keyFor(item.key, keys) }))
  const changes: Change[] = [
    ...(empty ? [{ type: 'recipe.set' as const, name: source.name, description: source.description }] : []),
    ...Object.entries(copy.graph.nodes).map(
      ([nodeId, node]): Change => ({ type: 'node.add', nodeId, node, at: at(nodeId), in: null }),
    ),
    ...copy.graph.edges.map((edge): Change => ({ type: 'edge.add', edge })),
    { type: 'inputs.set', inputs: [...into.inputs, ...keyed(copy.inputs)] },
    { type: 'outputs.set', outputs: [...into.outputs, ...keyed(copy.outputs)] },
  ]
  bench.apply(changes, {})
}
