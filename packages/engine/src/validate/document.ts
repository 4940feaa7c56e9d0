import {
  type Failure,
  type Graph,
  type GraphNode,
  own,
  type PlacedPorts,
  portsOf,
  type RecipeInput,
} from '@segue/protocol'
import { type Part, portOf } from '../compile/part.ts'
import type { NodeTypeLike, NodeTypes } from '../nodeTypeLike.ts'
import { type Finding, failureFrom } from './report.ts'

/** A placed node together with its type and ports. `type` is null when nobody knows it. */
export interface Placed {
  nodeId: string
  node: GraphNode
  type: NodeTypeLike | null
  ports: PlacedPorts
}

/** An input of a recipe or of a body; only recipes have defaults and limits. */
export type AnyInput = Pick<RecipeInput, 'key' | 'label' | 'type' | 'required' | 'to' | 'default' | 'limits'>

/** Where a value for an input port comes from. */
export type Feed = { output: string } | { input: string }

/** A recipe, or the body of a node in it, looked at by all checks, and what they found in the whole document. */
export interface Document {
  /** What a person calls it: the recipe input, the body input. */
  whole: 'recipe' | 'body'
  graph: Graph
  inputs: readonly AnyInput[]
  outputs: Part['outputs']
  types: NodeTypes
  nodes: ReadonlyMap<string, Placed>
  /** What feeds each port: `feeds.get('node port')`; see `feedsOf`. */
  feeds: ReadonlyMap<string, readonly Feed[]>
  failures: Failure[]
  report(finding: Finding): void
}

const feedKey = (nodeId: string, port: string) => `${nodeId} ${port}`

/** What feeds one input port or param. */
export const feedsOf = (document: Document, nodeId: string, port: string): readonly Feed[] =>
  document.feeds.get(feedKey(nodeId, port)) ?? []

const noPorts: PlacedPorts = { inputs: {}, outputs: {} }

/** Prepares a recipe or body for its checks; what they find goes into `failures`. */
export function openDocument(
  whole: Document['whole'],
  { graph, inputs, outputs }: Pick<Document, 'graph' | 'inputs' | 'outputs'>,
  types: NodeTypes,
  failures: Failure[],
): Document {
  const feeds = new Map<string, Feed[]>()
  const feed = (key: string, from: Feed) => {
    const list = feeds.get(key)
    if (list) list.push(from)
    else feeds.set(key, [from])
  }
  for (const { source, target } of graph.edges)
    feed(feedKey(target.nodeId, target.port), { output: feedKey(source.nodeId, source.port) })
  for (const { key, to } of inputs)
    for (const target of to) feed(feedKey(target.nodeId, portOf(target)), { input: key })
  const nodes = Object.entries(graph.nodes).map(([nodeId, node]): [string, Placed] => {
    const type = types.get(node.type) ?? null
    return [nodeId, { nodeId, node, type, ports: type ? portsOf(type, node) : noPorts }]
  })
  return {
    whole,
    graph,
    inputs,
    outputs,
    types,
    nodes: new Map(nodes),
    feeds,
    failures,
    report: (finding) => void failures.push(failureFrom(finding)),
  }
}

/** The output port of a placed node; null when node or port are missing, `any` when its type is not known. */
export function outputPort(document: Document, nodeId: string, port: string) {
  const placed = document.nodes.get(nodeId)
  if (!placed) return null
  return placed.type ? (own(placed.ports.outputs, port)?.type ?? null) : 'any'
}
