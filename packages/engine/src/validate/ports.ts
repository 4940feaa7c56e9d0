import type { PortType } from '@segue/protocol'
import { own } from '@segue/protocol'
import { z } from 'zod'
import type { NodeTypeLike } from '../nodeTypeLike.ts'
import type { Placed } from './document.ts'

const schemas = new WeakMap<z.ZodType, PortType>()

const jsonTypes: Record<string, PortType> = {
  number: 'number',
  integer: 'number',
  string: 'text',
  boolean: 'boolean',
}

const typesIn = (schema: z.core.JSONSchema.JSONSchema): string[] => {
  if (schema.anyOf)
    return schema.anyOf.flatMap((part) => (typeof part === 'object' ? typesIn(part) : ['any']))
  return [schema.type ?? 'any'].flat()
}

/** The port type of a param that is driven from outside: number, text or boolean; anything else is `json`. */
export function paramPort(schema: z.ZodType): PortType {
  const known = schemas.get(schema)
  if (known) return known
  const types = typesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).filter(
    (type) => type !== 'null',
  )
  const [first = ''] = types
  const type = types.every((other) => jsonTypes[other] === jsonTypes[first])
    ? (jsonTypes[first] ?? 'json')
    : 'json'
  schemas.set(schema, type)
  return type
}

/** A param's schema. */
export const paramSchema = (type: NodeTypeLike, param: string): z.ZodType | undefined => {
  const schema = own(type.params.shape, param)
  return schema && (schema as z.ZodType) // shapes are typed as core schemas; node types are written with classic ones
}

/** What an input port or promoted param of a placed node takes, or null when the node has no such port. */
export function inputPort({ node, type, ports }: Placed, port: string): PortType | null {
  const declared = own(ports.inputs, port)
  if (declared) return declared.type
  const param = type && node.promoted.includes(port) ? paramSchema(type, port) : undefined
  return param ? paramPort(param) : null
}

/** Input ports of a placed node by name, promoted params included. */
export const inputNames = ({ node, ports }: Placed): string[] => [
  ...Object.keys(ports.inputs),
  ...node.promoted,
]
