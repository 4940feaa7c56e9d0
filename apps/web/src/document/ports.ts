import {
  compatibility,
  type GraphNode,
  type NodeTypeInfo,
  type PlacedPorts as PortTable,
  type PortType,
  portsOf as placedPorts,
} from '@segue/protocol'
import { paramFields, portTypeOf } from './paramField.ts'

/** One port of a placed node. */
export interface PlacedPort {
  key: string
  label: string
  type: PortType
  required: boolean
  /** An output that may carry nothing. */
  optional: boolean
  help: string
}

export interface PlacedPorts {
  inputs: readonly PlacedPort[]
  outputs: readonly PlacedPort[]
}

const none: PlacedPorts = { inputs: [], outputs: [] }
const plain = new WeakMap<NodeTypeInfo, Map<string, PlacedPorts>>()
const steering = new WeakMap<GraphNode, { type: NodeTypeInfo; ports: PlacedPorts }>()

const listed = (ports: PortTable['inputs']): PlacedPort[] =>
  Object.entries(ports).map(([key, { label, type, required, optional = false, help = '' }]) => ({
    key,
    label,
    type,
    required,
    optional,
    help,
  }))

function allPorts(type: NodeTypeInfo, node: GraphNode): PlacedPorts {
  const { inputs, outputs } = placedPorts(type, node)
  const promoted = paramFields(type)
    .filter(({ key }) => node.promoted.includes(key) && !Object.hasOwn(inputs, key))
    .map((field): PlacedPort => {
      const { key, title: label, help } = field
      return { key, label, type: portTypeOf(field), required: false, optional: false, help }
    })
  return { inputs: [...listed(inputs), ...promoted], outputs: listed(outputs) }
}

/**
 * The ports of a placed node, then one input per promoted param. A type that the runner does not know has none.
 * What has the same ports for the same reason gives the same object.
 */
export function portsOf(type: NodeTypeInfo | undefined, node: GraphNode): PlacedPorts {
  if (!type) return none
  if (type.control) {
    const known = steering.get(node)
    if (known?.type === type) return known.ports
    const ports = allPorts(type, node)
    steering.set(node, { type, ports })
    return ports
  }
  const byPromotion = plain.get(type) ?? new Map<string, PlacedPorts>()
  plain.set(type, byPromotion)
  const key = node.promoted.join('\n')
  const known = byPromotion.get(key)
  if (known) return known
  const ports = allPorts(type, node)
  byPromotion.set(key, ports)
  return ports
}

/** The input of a placed node that a wire of this type would go to, or `null` when none takes it. */
export function fittingInput({ inputs }: PlacedPorts, from: PortType): string | null {
  const fits = inputs.filter(({ type }) => compatibility(from, type).ok)
  const best = fits.find(({ type }) => type === from) ?? fits.find(({ required }) => required) ?? fits[0]
  return best?.key ?? null
}

/** The output of a placed node that would feed an input of this type, or `null` when none does. */
export function fittingOutput({ outputs }: PlacedPorts, to: PortType): string | null {
  const fits = outputs.filter(({ type }) => compatibility(type, to).ok)
  const best = fits.find(({ type }) => type === to) ?? fits[0]
  return best?.key ?? null
}
