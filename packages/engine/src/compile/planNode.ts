import { type GraphNode, portsOf } from '@segue/protocol'
import type { NodeTypeLike } from '../nodeTypeLike.ts'
import type { Json, PlanNode } from '../types.ts'
import { sorted } from './order.ts'
import { passThroughOf } from './wires.ts'

/** What a plan node takes from its type and its place in the recipe, whatever is joined to it. */
export function planNode(
  nodeId: string,
  node: GraphNode,
  type: NodeTypeLike,
  { kind, kept, fresh }: { kind: PlanNode['kind']; kept: Record<string, Json> | undefined; fresh: boolean },
): Omit<
  PlanNode,
  'inputs' | 'feeders' | 'upstream' | 'downstream' | 'routes' | 'caught' | 'rivals' | 'child'
> {
  const stored = kind === 'frozen' ? node.frozen?.outputs : kind === 'kept' ? kept : undefined
  return {
    nodeId,
    type: node.type,
    version: node.version,
    name: node.name,
    kind,
    control: type.control ?? null,
    ports: type.control ? portsOf(type, node) : null,
    lane: type.lane,
    locks: sorted(new Set([...(type.locks ?? []), ...node.policy.locks])),
    repeatable: type.repeatable,
    cacheable: type.cacheable,
    realtime: type.effects.includes('realtime'),
    fresh,
    policy: node.policy,
    params: node.params,
    passThrough: passThroughOf(type),
    frozen: stored ?? {},
  }
}
