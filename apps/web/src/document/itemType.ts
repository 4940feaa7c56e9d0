import { type Body, bodyAt, type Change, type EdgeEnd, elementOf, type PortType } from '@segue/protocol'
import { faceIds } from './faces.ts'
import type { OpenGraph } from './openGraph.ts'

const typed = (nodeId: string, body: Body, key: string, type: PortType): Change => ({
  type: 'body.face',
  nodeId,
  inputs: body.inputs.map((input) => (input.key === key ? { ...input, type } : input)),
  outputs: body.outputs,
})

/**
 * The change that lets an input of a body take what a wire from outside brings, as long as nothing inside depends on
 * its kind; `null` when something does. The input that gets one item at a time takes a list of them.
 */
export function takeOutside({ graph }: OpenGraph, { nodeId, port }: EdgeEnd, other: PortType): Change | null {
  const node = graph.nodes[nodeId]
  const input = node?.body?.inputs.find(({ key }) => key === port)
  if (!node?.body || !input || input.to.length > 0) return null
  const each = node.params.each === port && node.params.over !== 'range'
  if (each && !other.startsWith('list<')) return null
  return typed(nodeId, node.body, port, each ? elementOf(other) : other)
}

/**
 * The change that lets an input of the open body bring what a port inside takes, as long as nothing else hangs on it,
 * inside or outside; `null` when something does.
 */
export function bringInside(
  { recipe, path, holder }: OpenGraph,
  { nodeId, port }: EdgeEnd,
  other: PortType,
): Change | null {
  if (nodeId !== faceIds.in || holder === null) return null
  const body = bodyAt(recipe.graph, path)
  const input = body?.inputs.find(({ key }) => key === port)
  const around = path.length > 1 ? bodyAt(recipe.graph, path.slice(0, -1))?.graph : recipe.graph
  const fed = around?.edges.some(({ target }) => target.nodeId === holder && target.port === port)
  return body && input && input.to.length === 0 && !fed ? typed(holder, body, port, other) : null
}
