import { z } from 'zod'

type Json = z.core.util.JSONType

/** A line that a person fills in. */
export const FormField = z.strictObject({
  key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .meta({ title: 'Name' }),
  label: z.string().max(120).default('').meta({ title: 'Label' }),
  type: z.enum(['text', 'number', 'boolean']).default('text').meta({ title: 'Kind' }),
  default: z
    .union([z.string().max(2000), z.number(), z.boolean()])
    .default('')
    .meta({ title: 'At first' }),
})
export type FormField = z.infer<typeof FormField>

const jsonTypes = { text: 'string', number: 'number', boolean: 'boolean' } as const

/** What a field holds when a person leaves it alone. */
function presetOf({ type, default: preset }: FormField): string | number | boolean {
  if (type === 'text') return String(preset)
  if (type === 'boolean') return preset === true || preset === 'true'
  return Number(preset) || 0
}

/** A form as JSON Schema of flat fields; null when there is nothing to fill in. */
export function formSchema(fields: readonly FormField[]): Record<string, Json> | null {
  if (fields.length === 0) return null
  const properties = fields.map((field): [string, Json] => [
    field.key,
    { type: jsonTypes[field.type], title: field.label || field.key, default: presetOf(field) },
  ])
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }
}

/** A filled-in form: every field once, those of another kind or left out as at first. */
export function formValues(fields: readonly FormField[], filled: unknown): Record<string, Json> {
  const given = z.record(z.string(), z.json()).catch({}).parse(filled)
  const values = fields.map((field): [string, Json] => {
    const value = given[field.key]
    return [field.key, typeof value === jsonTypes[field.type] ? (value as Json) : presetOf(field)] // typeof says so
  })
  return Object.fromEntries(values)
}
