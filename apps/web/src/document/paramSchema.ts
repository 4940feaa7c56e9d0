import type { z } from 'zod'

/** Plain JSON: what params, defaults and values on ports are made of. */
export type Json = z.core.util.JSONType
/** A JSON Schema, as node types carry them for their params. */
export type Schema = Record<string, Json>

export const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

export const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const schemas = (value: Json | undefined): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : [])

/** What a value may be, one after the other: alternatives inside alternatives are laid flat. */
export function optionsOf(schema: Schema): Schema[] {
  const options = schemas(schema.anyOf ?? schema.oneOf)
  return options.length === 0 ? [schema] : options.flatMap(optionsOf)
}

/** A schema that allows `null` without it; titles and defaults outside count for what is left. */
export function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  const types = strings(schema.type)
  const [type, ...others] = types.filter((name) => name !== 'null')
  if (type !== undefined && others.length === 0) return { schema: { ...schema, type }, nullable: true }
  const all = optionsOf(schema)
  if (all.length === 1) return { schema, nullable: false }
  const rest = all.filter((option) => option.type !== 'null')
  const { anyOf: _, oneOf: __, ...outer } = schema
  const [only] = rest
  const nullable = rest.length < all.length
  if (rest.length === 1 && only) return { schema: { ...only, ...outer }, nullable }
  return { schema: { ...outer, anyOf: rest }, nullable }
}

/** Allowed values, when there are only so many: texts, or numbers. */
export function constantsOf(schema: Schema): (string | number)[] {
  const constants = Array.isArray(schema.enum)
    ? schema.enum
    : optionsOf(schema).map(({ const: value }) => value ?? null)
  const plain = constants.filter((value) => typeof value === 'string' || typeof value === 'number')
  return plain.length === constants.length ? plain : []
}

const plainTypes = new Set(['number', 'integer', 'string', 'boolean'])

const isPlain = (schema: Schema): boolean => {
  const types = [schema.type ?? ''].flat()
  return schema.const === undefined && types.every((type) => plainTypes.has(String(type)))
}

/** A value that is written in one line: a number or a text, yes / no, or a list of these. */
export function isWritten(schema: Schema): boolean {
  const options = optionsOf(schema)
  const lines = options.every((one) => isPlain(one) || (isSchema(one.items) && isPlain(one.items)))
  return options.length > 1 && lines
}

/** `fadeInSec` → `Fade in sec`. */
export const spoken = (key: string): string => {
  const words = key.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
