import { type EdgeEnd, type GraphNode, portsOf } from '@segue/protocol'
import type { NodeTypeLike } from '../nodeTypeLike.ts'
import type { PlanNode } from '../types.ts'
import { sorted } from './order.ts'

/** One edge that matters. `entry` is how its target counts it: the node, or `node:port` for a port that may be empty. */
export interface Wire {
  source: EdgeEnd
  target: EdgeEnd
  optional: boolean
  entry: string
}

/** Output port → input port of a node type, for bypassing. */
export const passThroughOf = (type: NodeTypeLike): Record<string, string> =>
  Object.fromEntries(
    Object.entries(type.passThrough ?? {}).flatMap(([out, into]) => (into ? [[out, into]] : [])),
  )

/** Whether what arrives at this port matters: to nodes that run, and to bypassed ones if they pass it on. */
export const takes = (kind: PlanNode['kind'] | undefined, type: NodeTypeLike, port: string): boolean =>
  kind === 'action' || (kind === 'bypassed' && Object.values(passThroughOf(type)).includes(port))

/** An edge with the name its target counts it by. */
export function wireOf(
  { source, target }: { source: EdgeEnd; target: EdgeEnd },
  node: GraphNode,
  type: NodeTypeLike,
): Wire {
  const { outputs } = portsOf(type, node)
  const optional = Object.hasOwn(outputs, source.port) && outputs[source.port]?.optional === true
  return { source, target, optional, entry: optional ? `${source.nodeId}:${source.port}` : source.nodeId }
}

/** Who hears of a node: of all of it, or of one port that may be empty. */
export function hearersOf(wires: readonly Wire[]): Pick<PlanNode, 'downstream' | 'routes'> {
  const ids = (some: readonly Wire[]) => sorted(new Set(some.map(({ target }) => target.nodeId)))
  const routes = Map.groupBy(
    wires.filter(({ optional }) => optional),
    ({ source }) => source.port,
  )
  return {
    downstream: ids(wires.filter(({ optional }) => !optional)),
    routes: Object.fromEntries(sorted(routes.keys()).map((port) => [port, ids(routes.get(port) ?? [])])),
  }
}
