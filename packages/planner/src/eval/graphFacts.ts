import { type Graph, placedEdges, type Recipe } from '@segue/protocol'
import { placedNodes as nodesOf } from '@segue/protocol/placedNodes'

/** What a graph consists of, whatever its ids and places are: kinds of nodes, and wires between kinds. */
export interface GraphFacts {
  nodes: string[]
  edges: string[]
}

/** Takes a graph apart, bodies included. */
export function factsOf(graph: Graph): GraphFacts {
  const nodes = nodesOf(graph)
  const typeOf = (id: string) => nodes.get(id)?.node.type ?? id
  return {
    nodes: [...nodes.values()].map(({ node }) => node.type),
    edges: [...placedEdges(graph).values()].map(
      ({ edge: { source, target } }) =>
        `${typeOf(source.nodeId)}.${source.port} ${typeOf(target.nodeId)}.${target.port}`,
    ),
  }
}

/** How many things two lists have in common, each counted as often as both have it. */
function common(a: readonly string[], b: readonly string[]): number {
  const left = Map.groupBy(b, (one) => one)
  return a.reduce((count, one) => count + (left.get(one)?.pop() === undefined ? 0 : 1), 0)
}

/** Harmonic mean of precision and recall; 1 when both are empty. */
export function f1(made: readonly string[], gold: readonly string[]): number {
  if (made.length + gold.length === 0) return 1
  return (2 * common(made, gold)) / (made.length + gold.length)
}

/** What a wrong node and a wrong wire cost; a wire is half said by its nodes. */
const [nodeCost, edgeCost] = [2, 1]

/** 1 − what it costs to make one graph the other by adding and removing, as a part of making it from nothing. */
export function similarity(made: GraphFacts, gold: GraphFacts): number {
  const cost = (a: readonly string[], b: readonly string[]) => a.length + b.length - 2 * common(a, b)
  const most =
    (made.nodes.length + gold.nodes.length) * nodeCost + (made.edges.length + gold.edges.length) * edgeCost
  if (most === 0) return 1
  return 1 - (cost(made.nodes, gold.nodes) * nodeCost + cost(made.edges, gold.edges) * edgeCost) / most
}

/** Whether a value stands in a recipe: as the default of an input of this key, or a param of this name. */
export function holds({ inputs, graph }: Recipe, key: string, value: unknown): boolean {
  const same = (other: unknown) => String(other) === String(value)
  return (
    inputs.some((input) => input.key === key && same(input.default)) ||
    [...nodesOf(graph).values()].some(({ node }) => Object.hasOwn(node.params, key) && same(node.params[key]))
  )
}
