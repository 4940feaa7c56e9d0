import {
  type Change,
  compatibility,
  type EdgeEnd,
  elementOf,
  type GraphNode,
  type PortType,
} from '@segue/protocol'
import { paramFields } from './paramField.ts'
import { type PlacedPort, portsOf } from './ports.ts'
import type { Wired } from './wiring.ts'

type Side = 'inputs' | 'outputs'

const portAt = (wired: Wired, node: GraphNode, side: Side, key: string): PlacedPort | undefined =>
  portsOf(wired.catalogue.get(node.type), node)[side].find((port) => port.key === key)

/** Ports of a node that would carry something else, as `inputs in1`. */
function changed(wired: Wired, before: GraphNode, after: GraphNode): Set<string> {
  const sides: Side[] = ['inputs', 'outputs']
  const type = wired.catalogue.get(before.type)
  return new Set(
    sides.flatMap((side) =>
      portsOf(type, before)
        [side].filter((port) => portAt(wired, after, side, port.key)?.type !== port.type)
        .map(({ key }) => `${side} ${key}`),
    ),
  )
}

/**
 * The change that sets a node that lets anything through to what a wire carries, so that the wire fits; `null` when
 * it carries something else already, or no setting fits. `other` is the type at the other end of the wire.
 */
export function carryChange(wired: Wired, end: EdgeEnd, side: Side, other: PortType): Change | null {
  const { nodes, edges } = wired.open.shown.graph
  const node = nodes[end.nodeId]
  const type = node && wired.catalogue.get(node.type)
  const field = type?.control ? paramFields(type).find(({ key }) => key === 'carries') : undefined
  if (!node || !field) return null
  const fits = (port: PlacedPort | undefined) =>
    port !== undefined &&
    (side === 'inputs' ? compatibility(other, port.type) : compatibility(port.type, other)).ok
  const carries = [other, elementOf(other)].find(
    (one) =>
      field.choices.includes(one) &&
      fits(portAt(wired, { ...node, params: { ...node.params, carries: one } }, side, end.port)),
  )
  if (carries === undefined) return null
  const shifted = changed(wired, node, { ...node, params: { ...node.params, carries } })
  const busy = edges.some(
    ({ source, target }) =>
      (target.nodeId === end.nodeId && shifted.has(`inputs ${target.port}`)) ||
      (source.nodeId === end.nodeId && shifted.has(`outputs ${source.port}`)),
  )
  if (busy) return null
  return { type: 'param.set', nodeId: end.nodeId, param: 'carries', value: carries, unset: false }
}
