import { nearest } from '@segue/engine'
import { z } from 'zod'
import type { Json } from '../types.ts'
import { shapeOf } from './shape.ts'

type Schema = z.core.JSONSchema.JSONSchema

const parts = (schema: Schema): Schema[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) =>
    typeof one === 'object' ? parts(one) : [],
  ),
]

/** What a param takes, as JSON Schema. */
export const schemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** Values that a param allows by name. */
export const optionsOf = (schema: z.ZodType): string[] =>
  parts(schemaOf(schema)).flatMap(({ enum: values = [], const: only }) =>
    [...values, only].filter((value): value is string => typeof value === 'string'),
  )

const numberIn = (text: string): number | null => {
  const found = /^\s*(-?\d+(?:[.,]\d+)?)\s*[a-zA-Z%°]*\s*$/.exec(text)
  return found ? Number((found[1] ?? '').replace(',', '.')) : null
}

const yes = new Set(['true', 'yes', 'on', '1'])
const no = new Set(['false', 'no', 'off', '0'])

/** Values that may have been meant, the likeliest first. */
function* meant(value: Json, schema: z.ZodType): Generator<Json> {
  if (typeof value === 'string') {
    const number = numberIn(value)
    if (number !== null) yield number
    const word = value.trim().toLowerCase()
    if (yes.has(word)) yield true
    if (no.has(word)) yield false
    const options = optionsOf(schema)
    const same = options.find((option) => option.toLowerCase() === word)
    if (same !== undefined) yield same
    const shape = shapeOf(word)
    if (shape !== null) yield shape
    const [near] = nearest(word, options, 1)
    if (near !== undefined) yield near
    yield value.trim()
  }
  if (typeof value === 'number' || typeof value === 'boolean') yield String(value)
  if (typeof value === 'number') {
    yield Math.round(value)
    yield* atTheEdge(value, schema)
  }
  if (typeof value === 'string') {
    const number = numberIn(value)
    if (number !== null) yield* atTheEdge(number, schema)
  }
  if (value !== null && !Array.isArray(value)) yield [value]
  if (Array.isArray(value) && value.length === 1 && value[0] !== undefined) yield value[0]
}

function* atTheEdge(value: number, schema: z.ZodType): Generator<number> {
  for (const { minimum, maximum } of parts(schemaOf(schema))) {
    if (minimum !== undefined && value < minimum) yield minimum
    if (maximum !== undefined && value > maximum) yield maximum
  }
}

/** A value that a param takes: as it is, or what was meant by it (“4px”, “Vertical”, 500 of at most 100). Null when nothing fits. */
export function coerce(value: Json, schema: z.ZodType): { value: Json; changed: boolean } | null {
  // A number with its unit is a number wherever one is taken, even where text is taken as well.
  const bare =
    typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*[a-zA-Z%°]+\s*$/.test(value) ? numberIn(value) : null
  if (bare !== null && schema.safeParse(bare).success) return { value: bare, changed: true }
  if (schema.safeParse(value).success) return { value, changed: false }
  for (const candidate of meant(value, schema))
    if (schema.safeParse(candidate).success) return { value: candidate, changed: true }
  return null
}
