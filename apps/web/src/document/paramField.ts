import type { NodeTypeInfo, PortType } from '@segue/protocol'
import {
  constantsOf,
  isSchema,
  isWritten,
  type Json,
  optionsOf,
  type Schema,
  spoken,
  strings,
  text,
  withoutNull,
} from './paramSchema.ts'

export type { Json } from './paramSchema.ts'

/**
 * `mixed` is written as one line and read as what it looks like: a number, text, yes / no or a short list. `tuple` is
 * a list of a fixed length, `map` has names that people choose, `union` is one of several forms.
 */
export type FieldKind =
  | 'number'
  | 'text'
  | 'mixed'
  | 'boolean'
  | 'choice'
  | 'file'
  | 'list'
  | 'tuple'
  | 'group'
  | 'map'
  | 'union'
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
  /** Allowed values; only one for a field that is always the same. */
  choices: readonly (string | number)[]
  /** Fields of a group or tuple, or the forms of a union. */
  fields: readonly ParamField[]
  /** The element of a list or map. */
  element: ParamField | null
}

/** zod states the safe-integer range for every integer; as a limit that says nothing. */
const limit = (value: Json | undefined): number | null =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null

const tupleItems = ({ prefixItems }: Schema): Schema[] =>
  Array.isArray(prefixItems) ? prefixItems.filter(isSchema) : []

const known = (schema: Json | undefined): schema is Schema =>
  isSchema(schema) && kindOf(withoutNull(schema).schema) !== 'json'

function kindOf(schema: Schema): FieldKind {
  if (isSchema(schema.properties) && schema.properties.artifactId !== undefined) return 'file'
  if (constantsOf(schema).length > 0) return 'choice'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'boolean') return 'boolean'
  if (schema.type === 'string') return 'text'
  if (isWritten(schema)) return 'mixed'
  if (optionsOf(schema).length > 1) return 'union'
  if (schema.type === 'array')
    return tupleItems(schema).length > 0 ? 'tuple' : known(schema.items) ? 'list' : 'json'
  if (isSchema(schema.properties)) return 'group'
  return schema.type === 'object' && known(schema.additionalProperties) ? 'map' : 'json'
}

const plainNames: Partial<Record<FieldKind, string>> = {
  number: 'Number',
  text: 'Text',
  boolean: 'Yes / no',
  mixed: 'Plain value',
  list: 'List',
  file: 'File',
}

/** The forms of a union: what is written in one line counts as one of them. */
function formsOf(schema: Schema): ParamField[] {
  const options = optionsOf(schema)
  const lines = options.filter((option) => isWritten({ anyOf: [option, option] }))
  const others = options.filter((option) => !lines.includes(option))
  const line = lines.length > 1 ? [{ anyOf: lines }] : lines
  return [...line, ...others].map((option) => {
    const form = readField('', option, true)
    return form.title === '' ? { ...form, title: formName(form) } : form
  })
}

/** What a form without a title is called: by the field that is always the same, else by its first fields. */
function formName({ kind, fields }: ParamField): string {
  const fixed = fields.find((field) => field.choices.length === 1)
  if (fixed) return spoken(String(fixed.choices[0]))
  const needed = fields.filter(({ required }) => required)
  const names = (needed.length > 0 ? needed : fields).slice(0, 2).map(({ title }) => title)
  return names.join(' and ') || (plainNames[kind] ?? 'Data')
}

function innerFields(kind: FieldKind, schema: Schema): ParamField[] {
  if (kind === 'group') return readFields(schema)
  if (kind === 'union') return formsOf(schema)
  return kind === 'tuple'
    ? tupleItems(schema).map((item, index) => ({
        ...readField(String(index), item, true),
        title: String(index + 1),
      }))
    : []
}

function readField(key: string, outer: Schema, required: boolean): ParamField {
  const { schema, nullable } = withoutNull(outer)
  const kind = kindOf(schema)
  const inner = kind === 'list' ? schema.items : kind === 'map' ? schema.additionalProperties : undefined
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
    choices: constantsOf(schema),
    fields: innerFields(kind, schema),
    element: isSchema(inner) ? readField('', inner, true) : null,
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
  const { kind, choices } = field
  if (kind === 'number' || (kind === 'choice' && choices.every((choice) => typeof choice === 'number')))
    return 'number'
  if (kind === 'boolean') return 'boolean'
  return kind === 'text' || kind === 'choice' ? 'text' : 'json'
}
