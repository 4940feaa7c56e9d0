import {
  type Body,
  type Change,
  type Edge,
  elementOf,
  type Frozen,
  GraphNode,
  type NodeMode,
  type NodeTypeInfo,
  type PortType,
} from '@segue/protocol'
import { newId } from './ids.ts'
import type { OpenGraph } from './openGraph.ts'
import { type Json, paramFields } from './paramField.ts'

type At = { x: number; y: number }

/** A fresh node of a type: all params at their defaults but the given ones. */
export function newNode(type: NodeTypeInfo, params: Record<string, Json> = {}): GraphNode {
  const body = type.control === 'map' ? { body: emptyBody('json') } : {}
  const each = type.control === 'map' ? { each: 'item' } : {}
  return GraphNode.parse({
    type: type.id,
    version: type.version,
    name: type.title,
    params: { ...each, ...params },
    ...body,
  })
}

/** What a fresh “For each” holds: an input that gets one item at a time, and nothing to do with it yet. */
const emptyBody = (type: PortType): Body => ({
  inputs: [{ key: 'item', label: 'Item', type, required: true, to: [] }],
  outputs: [],
  graph: { nodes: {}, edges: [] },
})

/**
 * A fresh node of a type for a wire that carries `carried`: a node that lets anything through is set to let that
 * through.
 */
export function nodeFor(type: NodeTypeInfo, carried: PortType | null): GraphNode {
  if (type.control === 'map' && carried?.startsWith('list<'))
    return { ...newNode(type), body: emptyBody(elementOf(carried)) }
  const carries = paramFields(type).find(({ key }) => key === 'carries')
  const sets = type.control !== null && carries !== undefined && carried !== null
  return newNode(type, sets && carries.choices.includes(carried) ? { carries: carried } : {})
}

/** The change that places a node in the open graph, and the id it gets. */
export function addNodeChange(
  { holder }: Pick<OpenGraph, 'holder'>,
  node: GraphNode,
  at: At,
): { nodeId: string; change: Change } {
  const nodeId = newId('n')
  return { nodeId, change: { type: 'node.add', nodeId, node, at: rounded(at), in: holder } }
}

/** Layout positions are whole pixels, so that files stay readable. */
export const rounded = ({ x, y }: At): { x: number; y: number } => ({ x: Math.round(x), y: Math.round(y) })

/** Removes wires, then nodes with everything on them. What is not there any more is left out. */
export function removeChanges(
  { graph, shown }: Pick<OpenGraph, 'graph' | 'shown'>,
  nodeIds: Iterable<string>,
  edgeIds: Iterable<string>,
): Change[] {
  const nodes = new Set([...nodeIds].filter((id) => Object.hasOwn(graph.nodes, id)))
  const wires = new Set(edgeIds)
  const onNode = (edge: Edge) => nodes.has(edge.source.nodeId) || nodes.has(edge.target.nodeId)
  const edges = shown.graph.edges.filter((edge) => wires.has(edge.id) && !onNode(edge))
  return [
    ...edges.map((edge): Change => ({ type: 'edge.remove', edgeId: edge.id })),
    ...[...nodes].map((nodeId): Change => ({ type: 'node.remove', nodeId })),
  ]
}

/**
 * Removes one node and joins what fed it to what it fed, along the pass-through of its type (or its only input
 * and output). Wires without a partner go.
 */
export function healChanges(
  open: Pick<OpenGraph, 'graph'>,
  nodeId: string,
  type: NodeTypeInfo | undefined,
): Change[] {
  const into = open.graph.edges.filter((edge) => edge.target.nodeId === nodeId)
  const outOf = open.graph.edges.filter((edge) => edge.source.nodeId === nodeId)
  const joined = outOf.flatMap((edge): Change[] => {
    const through = type?.passThrough[edge.source.port]
    const feeder = through
      ? into.find(({ target }) => target.port === through)
      : into.length === 1
        ? into[0]
        : null
    return feeder
      ? [{ type: 'edge.add', edge: { id: newId('e'), source: feeder.source, target: edge.target } }]
      : []
  })
  return [{ type: 'node.remove', nodeId }, ...joined]
}

/** Moves nodes by a distance in canvas pixels. */
export function nudgeChanges(open: Pick<OpenGraph, 'layout'>, nodeIds: Iterable<string>, by: At): Change[] {
  return [...nodeIds].flatMap((nodeId): Change[] => {
    const at = open.layout.nodes[nodeId]
    return at ? [{ type: 'node.move', nodeId, at: rounded({ x: at.x + by.x, y: at.y + by.y }) }] : []
  })
}

/** Whether a node of a type has something to pass on when it is bypassed. */
export const passes = ({ passThrough }: NodeTypeInfo): boolean => Object.keys(passThrough).length > 0

/** Sets a mode, or back to active when every node already has it. */
export function toggleModeChanges(
  open: Pick<OpenGraph, 'graph'>,
  nodeIds: Iterable<string>,
  mode: Exclude<NodeMode, 'frozen'>,
): Change[] {
  const ids = [...nodeIds].filter((id) => open.graph.nodes[id])
  const all = ids.every((id) => open.graph.nodes[id]?.mode === mode)
  return ids.map((nodeId): Change => ({ type: 'node.mode', nodeId, mode: all ? 'active' : mode }))
}

/** Keeps what a node gave: it is not run any more. */
export const freezeChange = (nodeId: string, outputs: Frozen['outputs']): Change => ({
  type: 'node.mode',
  nodeId,
  mode: 'frozen',
  frozen: { outputs },
})

/** Shows a param as an input port, or takes the port away with the wire into it. */
export function promoteChanges(open: Pick<OpenGraph, 'graph'>, nodeId: string, param: string): Change[] {
  const node = open.graph.nodes[nodeId]
  if (!node) return []
  if (!node.promoted.includes(param))
    return [{ type: 'node.promote', nodeId, promoted: [...node.promoted, param] }]
  const wires = open.graph.edges.filter(({ target }) => target.nodeId === nodeId && target.port === param)
  return [
    ...wires.map((edge): Change => ({ type: 'edge.remove', edgeId: edge.id })),
    { type: 'node.promote', nodeId, promoted: node.promoted.filter((key) => key !== param) },
  ]
}
