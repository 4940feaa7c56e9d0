import type { EdgeEnd } from '@segue/protocol'
import type { PlanNode, Source } from '../types.ts'

/**
 * Where the value on an output port really comes from: behind bypassed nodes the source they pass on, the stored
 * value of a frozen node, else the node itself. Null when nothing will ever come out, as of a muted or idle node.
 */
export function originOf(nodes: ReadonlyMap<string, PlanNode>, { nodeId, port }: EdgeEnd): Source | null {
  const node = nodes.get(nodeId)
  if (!node || node.kind === 'muted' || node.kind === 'idle') return null
  if (node.kind === 'action') return { from: 'node', nodeId, port }
  if (node.kind === 'bypassed') {
    const passed = node.passThrough[port]
    return (passed === undefined ? undefined : node.inputs[passed]) ?? null
  }
  const value = Object.hasOwn(node.frozen, port) ? node.frozen[port] : undefined
  return value === undefined ? null : { from: 'value', value }
}
