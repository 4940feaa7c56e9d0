import type { Failure, GraphNode, Recipe } from '@segue/protocol'
import type { NodeTypeLike, NodeTypes } from '../nodeTypeLike.ts'
import { own } from './ports.ts'
import { type Finding, failureFrom } from './report.ts'

/** A placed node together with its type. `type` is null when nobody knows it. */
export interface Placed {
  nodeId: string
  node: GraphNode
  type: NodeTypeLike | null
}

/** Where a value for an input port comes from. */
export type Feed = { output: string } | { input: string }

/** A recipe of the right shape, looked at by all checks, and what they found. */
export interface Document {
  recipe: Recipe
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

/** Prepares a recipe for its checks. */
export function openDocument(recipe: Recipe, types: NodeTypes): Document {
  const failures: Failure[] = []
  const feeds = new Map<string, Feed[]>()
  const feed = (key: string, from: Feed) => {
    const list = feeds.get(key)
    if (list) list.push(from)
    else feeds.set(key, [from])
  }
  for (const { source, target } of recipe.graph.edges)
    feed(feedKey(target.nodeId, target.port), { output: feedKey(source.nodeId, source.port) })
  for (const { key, to } of recipe.inputs)
    for (const target of to)
      feed(feedKey(target.nodeId, 'port' in target ? target.port : target.param), { input: key })
  return {
    recipe,
    types,
    nodes: new Map(
      Object.entries(recipe.graph.nodes).map(([nodeId, node]) => [
        nodeId,
        { nodeId, node, type: types.get(node.type) ?? null },
      ]),
    ),
    feeds,
    failures,
    report: (finding) => void failures.push(failureFrom(finding)),
  }
}

/** The output port of a placed node; null when node or port are missing, `any` when its type is not known. */
export function outputPort(document: Document, nodeId: string, port: string) {
  const placed = document.nodes.get(nodeId)
  if (!placed) return null
  return placed.type ? (own(placed.type.outputs, port)?.type ?? null) : 'any'
}
