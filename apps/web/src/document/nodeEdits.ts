import {
  type Change,
  type Edge,
  GraphNode,
  type NodeMode,
  type NodeTypeInfo,
  type Recipe,
} from '@segue/protocol'
import { newId } from './ids.ts'
import type { Json } from './paramField.ts'

type At = { x: number; y: number }

/** A fresh node of a type: all params at their defaults but the given ones. */
export function newNode(type: NodeTypeInfo, params: Record<string, Json> = {}): GraphNode {
  return GraphNode.parse({ type: type.id, version: type.version, name: type.title, params })
}

/** The change that places a fresh node, and the id it gets. */
export function addNodeChange(
  type: NodeTypeInfo,
  at: At,
  params: Record<string, Json> = {},
): { nodeId: string; change: Change } {
  const nodeId = newId('n')
  return { nodeId, change: { type: 'node.add', nodeId, node: newNode(type, params), at: rounded(at) } }
}

/** Layout positions are whole pixels, so that files stay readable. */
export const rounded = ({ x, y }: At): { x: number; y: number } => ({ x: Math.round(x), y: Math.round(y) })

/** Removes wires, then nodes with everything on them. What is not there any more is left out. */
export function removeChanges(
  recipe: Recipe,
  nodeIds: Iterable<string>,
  edgeIds: Iterable<string>,
): Change[] {
  const nodes = new Set([...nodeIds].filter((id) => recipe.graph.nodes[id]))
  const wires = new Set(edgeIds)
  const onNode = (edge: Edge) => nodes.has(edge.source.nodeId) || nodes.has(edge.target.nodeId)
  const edges = recipe.graph.edges.filter((edge) => wires.has(edge.id) && !onNode(edge))
  return [
    ...edges.map((edge): Change => ({ type: 'edge.remove', edgeId: edge.id })),
    ...[...nodes].map((nodeId): Change => ({ type: 'node.remove', nodeId })),
  ]
}

/**
 * Removes one node and joins what fed it to what it fed, along the pass-through of its type (or its only input
 * and output). Wires without a partner go.
 */
export function healChanges(recipe: Recipe, nodeId: string, type: NodeTypeInfo | undefined): Change[] {
  const into = recipe.graph.edges.filter((edge) => edge.target.nodeId === nodeId)
  const outOf = recipe.graph.edges.filter((edge) => edge.source.nodeId === nodeId)
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
export function nudgeChanges(recipe: Recipe, nodeIds: Iterable<string>, by: At): Change[] {
  return [...nodeIds].flatMap((nodeId): Change[] => {
    const at = recipe.layout.nodes[nodeId]
    return at ? [{ type: 'node.move', nodeId, at: rounded({ x: at.x + by.x, y: at.y + by.y }) }] : []
  })
}

/** Sets a mode, or back to active when every node already has it. */
export function toggleModeChanges(recipe: Recipe, nodeIds: Iterable<string>, mode: NodeMode): Change[] {
  const ids = [...nodeIds].filter((id) => recipe.graph.nodes[id])
  const all = ids.every((id) => recipe.graph.nodes[id]?.mode === mode)
  return ids.map((nodeId): Change => ({ type: 'node.mode', nodeId, mode: all ? 'active' : mode }))
}

/** Shows a param as an input port, or takes the port away with the wire into it. */
export function promoteChanges(recipe: Recipe, nodeId: string, param: string): Change[] {
  const node = recipe.graph.nodes[nodeId]
  if (!node) return []
  if (!node.promoted.includes(param))
    return [{ type: 'node.promote', nodeId, promoted: [...node.promoted, param] }]
  const wires = recipe.graph.edges.filter(({ target }) => target.nodeId === nodeId && target.port === param)
  return [
    ...wires.map((edge): Change => ({ type: 'edge.remove', edgeId: edge.id })),
    { type: 'node.promote', nodeId, promoted: node.promoted.filter((key) => key !== param) },
  ]
}
