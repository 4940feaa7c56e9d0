import type { NodeTypeInfo, PortType } from '@segue/protocol'
import type { z } from 'zod'

/** Plain JSON: what params, defaults and values on ports are made of. */
export type Json = z.core.util.JSONType
type Schema = Record<string, Json>

/** `mixed` is a number or a text, such as a frame rate: 24 or `24000/1001`. */
export type FieldKind =
  | 'number'
  | 'text'
  | 'mixed'
  | 'boolean'
  | 'choice'
  | 'file'
  | 'list'
  | 'group'
  | 'json'

/** One param as a form draws it, read from the JSON Schema of the node type. */
export interface ParamField {
  key: string
  kind: FieldKind
  title: string
  help: string
  unit: string
  /** Hint of the node type: `textarea`, `slider`, `colour`, `file`, `code`… */
  widget: string
  default: Json | undefined
  required: boolean
  /** `null` may be chosen too. */
  nullable: boolean
  integer: boolean
  min: number | null
  max: number | null
  step: number | null
  maxLength: number | null
  pattern: string | null
  choices: readonly string[]
  /** Fields of a group, or of one element of a list. */
  fields: readonly ParamField[]
  /** The element of a list. */
  element: ParamField | null
}

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

/** zod states the safe-integer range for every integer; as a limit that says nothing. */
const limit = (value: Json | undefined): number | null =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null

/** `anyOf [x, null]` and `type: [x, 'null']` are x that may be null; everything else stays as it is. */
function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  const [type, ...others] = strings(schema.type).filter((name) => name !== 'null')
  if (type !== undefined && others.length === 0) return { schema: { ...schema, type }, nullable: true }
  if (!Array.isArray(schema.anyOf)) return { schema, nullable: false }
  const rest = schema.anyOf.filter(isSchema).filter((option) => option.type !== 'null')
  const nullable = rest.length < schema.anyOf.length
  const [only] = rest
  if (rest.length !== 1 || !only) return { schema, nullable }
  const { anyOf: _, ...outer } = schema
  return { schema: { ...only, ...outer }, nullable }
}

const choicesOf = (schema: Schema): string[] => {
  if (Array.isArray(schema.enum)) return strings(schema.enum)
  const options = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isSchema) : []
  const constants = options.map(({ const: value }) => text(value)).filter(Boolean)
  return constants.length === options.length ? constants : []
}

/** Any of a number and a text, nothing else. */
function isMixed(schema: Schema): boolean {
  const options = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isSchema) : []
  const kinds = new Set(options.map(({ type }) => (type === 'integer' ? 'number' : type)))
  return kinds.size === 2 && kinds.has('number') && kinds.has('string')
}

function kindOf(schema: Schema, choices: readonly string[]): FieldKind {
  if (isSchema(schema.properties) && schema.properties.artifactId !== undefined) return 'file'
  if (choices.length > 0) return 'choice'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'boolean') return 'boolean'
  if (isMixed(schema)) return 'mixed'
  if (schema.type === 'string') return 'text'
  if (
    schema.type === 'array' &&
    isSchema(schema.items) &&
    kindOf(schema.items, choicesOf(schema.items)) !== 'json'
  )
    return 'list'
  return schema.type === 'object' && isSchema(schema.properties) ? 'group' : 'json'
}

/** `fadeInSec` → `Fade in sec`. */
const spoken = (key: string): string => {
  const words = key.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function readField(key: string, outer: Schema, required: boolean): ParamField {
  const { schema, nullable } = withoutNull(outer)
  const choices = choicesOf(schema)
  const kind = kindOf(schema, choices)
  return {
    key,
    kind,
    title: text(schema.title) || spoken(key),
    help: text(schema.description) || text(schema.help),
    unit: text(schema.unit),
    widget: text(schema.widget),
    default: schema.default,
    required: required && schema.default === undefined && !nullable,
    nullable,
    integer: schema.type === 'integer',
    min: limit(schema.minimum) ?? limit(schema.exclusiveMinimum),
    max: limit(schema.maximum) ?? limit(schema.exclusiveMaximum),
    step: limit(schema.multipleOf),
    maxLength: limit(schema.maxLength),
    pattern: text(schema.pattern) || null,
    choices,
    fields: kind === 'group' ? readFields(schema) : [],
    element: kind === 'list' && isSchema(schema.items) ? readField('', schema.items, true) : null,
  }
}

/** The fields of an object's schema, in the order it lists them. */
export function readFields(schema: Readonly<Schema>): ParamField[] {
  const required = new Set(strings(schema.required))
  const properties = isSchema(schema.properties) ? schema.properties : {}
  return Object.entries(properties).flatMap(([key, property]) =>
    isSchema(property) ? [readField(key, property, required.has(key))] : [],
  )
}

const cache = new WeakMap<NodeTypeInfo, readonly ParamField[]>()

/** The params of a node type as form fields, in the order its schema lists them. */
export function paramFields(type: NodeTypeInfo): readonly ParamField[] {
  const known = cache.get(type)
  if (known) return known
  const fields = readFields(type.params)
  cache.set(type, fields)
  return fields
}

/** The port type of a param that is shown as an input port; what is no number, text or yes / no is data. */
export function portTypeOf(field: ParamField): PortType {
  if (field.kind === 'number') return 'number'
  if (field.kind === 'boolean') return 'boolean'
  return field.kind === 'text' || field.kind === 'choice' ? 'text' : 'json'
}
