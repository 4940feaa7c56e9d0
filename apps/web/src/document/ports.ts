import { compatibility, type GraphNode, type NodeTypeInfo, type PortType } from '@segue/protocol'
import { paramFields, portTypeOf } from './paramField.ts'

/** One port of a placed node. */
export interface PlacedPort {
  key: string
  label: string
  type: PortType
  required: boolean
  help: string
}

export interface PlacedPorts {
  inputs: readonly PlacedPort[]
  outputs: readonly PlacedPort[]
}

const none: PlacedPorts = { inputs: [], outputs: [] }
const cache = new WeakMap<NodeTypeInfo, Map<string, PlacedPorts>>()

const listed = (ports: NodeTypeInfo['inputs']): PlacedPort[] =>
  Object.entries(ports).map(([key, { label, type, required, help }]) => ({
    key,
    label,
    type,
    required,
    help: help ?? '',
  }))

/**
 * The ports of a node: those of its type, then one input per promoted param. A type that the runner does not know
 * has none. The same type and promotions give the same object.
 */
export function portsOf(type: NodeTypeInfo | undefined, node: GraphNode): PlacedPorts {
  if (!type) return none
  const byPromotion = cache.get(type) ?? new Map<string, PlacedPorts>()
  cache.set(type, byPromotion)
  const key = node.promoted.join('\n')
  const known = byPromotion.get(key)
  if (known) return known
  const promoted = paramFields(type)
    .filter((field) => node.promoted.includes(field.key) && !type.inputs[field.key])
    .map((field): PlacedPort => {
      return {
        key: field.key,
        label: field.title,
        type: portTypeOf(field),
        required: false,
        help: field.help,
      }
    })
  const ports = { inputs: [...listed(type.inputs), ...promoted], outputs: listed(type.outputs) }
  byPromotion.set(key, ports)
  return ports
}

/** The input a wire of this type would go to, or `null` when none takes it. */
export function fittingInput(type: NodeTypeInfo, from: PortType): string | null {
  const fits = Object.entries(type.inputs).filter(([, port]) => compatibility(from, port.type).ok)
  const best =
    fits.find(([, port]) => port.type === from) ?? fits.find(([, port]) => port.required) ?? fits[0]
  return best?.[0] ?? null
}

/** The output that would feed an input of this type, or `null` when none does. */
export function fittingOutput(type: NodeTypeInfo, to: PortType): string | null {
  const fits = Object.entries(type.outputs).filter(([, port]) => compatibility(port.type, to).ok)
  const best = fits.find(([, port]) => port.type === to) ?? fits[0]
  return best?.[0] ?? null
}
