import type { Json, ParamField } from './paramField.ts'

/** What an object holds by name; empty for anything else. */
export const groupOf = (value: Json | undefined): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

/** A value for a new field: the default, or the least one that fits. */
export function blank(field: ParamField): Json {
  if (field.default !== undefined) return field.default
  const { kind, fields, choices } = field
  if (kind === 'number') return Math.max(0, field.min ?? 0)
  if (kind === 'boolean') return false
  if (kind === 'choice') return choices[0] ?? ''
  if (kind === 'list') return []
  if (kind === 'tuple') return fields.map(blank)
  if (kind === 'map') return {}
  if (kind === 'union') return fields[0] ? blank(fields[0]) : null
  if (kind === 'group')
    return Object.fromEntries(
      fields.filter(({ required }) => required).map((inner) => [inner.key, blank(inner)]),
    )
  return kind === 'text' || kind === 'mixed' ? '' : null
}

/** Whether a value has the shape of a field; how large or long it is does not matter. */
export function hasShape(field: ParamField, value: Json): boolean {
  const { kind, fields, choices } = field
  if (value === null) return field.nullable
  if (kind === 'choice') return choices.some((choice) => choice === value)
  if (kind === 'number') return typeof value === 'number'
  if (kind === 'boolean') return typeof value === 'boolean'
  if (kind === 'text') return typeof value === 'string'
  if (kind === 'mixed') return typeof value !== 'object'
  if (kind === 'list' || kind === 'tuple') return Array.isArray(value)
  if (kind === 'union') return fields.some((form) => hasShape(form, value))
  if (kind !== 'group') return typeof value === 'object' && !Array.isArray(value)
  if (typeof value !== 'object' || Array.isArray(value)) return false
  const keys = new Set(fields.map(({ key }) => key))
  const fixed = fields.filter((inner) => inner.choices.length === 1 || inner.required)
  return (
    Object.keys(value).every((key) => keys.has(key)) &&
    fixed.every((inner) => Object.hasOwn(value, inner.key) && hasShape(inner, value[inner.key] ?? null))
  )
}

const none = 'This must be filled in.'

function textProblem({ pattern, maxLength }: ParamField, value: string): string {
  if (maxLength !== null && value.length > maxLength) return `At most ${maxLength} characters fit here.`
  return pattern === null || new RegExp(pattern).test(value) ? '' : 'This is not written as it should be.'
}

function numberProblem({ integer, min, max }: ParamField, value: number): string {
  if (integer && !Number.isInteger(value)) return 'This must be a whole number.'
  if (min !== null && value < min) return `The least is ${min}.`
  return max !== null && value > max ? `The most is ${max}.` : ''
}

/** The first problem inside a value, with the name of where it is. */
function innerProblem(
  parts: readonly (readonly [name: string, field: ParamField, value: Json | undefined])[],
): string {
  for (const [name, field, value] of parts) {
    const problem = paramProblem(field, value)
    if (problem) return `${name}: ${problem}`
  }
  return ''
}

/** What is wrong with a value, as one sentence; empty when it fits its field. */
export function paramProblem(field: ParamField, value: Json | undefined): string {
  const { kind, fields, element, choices } = field
  if (value === undefined) return field.required ? none : ''
  if (value === null) return field.nullable || kind === 'json' ? '' : none
  if (kind === 'number')
    return typeof value === 'number' ? numberProblem(field, value) : 'This must be a number.'
  if (kind === 'choice') return hasShape(field, value) ? '' : `Choose one of ${choices.join(', ')}.`
  if (kind === 'text') {
    if (typeof value !== 'string') return 'This must be text.'
    return field.required && value === '' && field.pattern === null ? '' : textProblem(field, value)
  }
  if (kind === 'list' && element && Array.isArray(value))
    return innerProblem(value.map((item, index) => [`${index + 1}`, element, item]))
  if (kind === 'tuple' && Array.isArray(value))
    return innerProblem(fields.map((inner, index) => [inner.title, inner, value[index]]))
  if (kind === 'map' && element)
    return innerProblem(Object.entries(groupOf(value)).map(([key, item]) => [key, element, item]))
  if (kind === 'group')
    return innerProblem(fields.map((inner) => [inner.title, inner, groupOf(value)[inner.key]]))
  if (kind !== 'union') return ''
  const form = fields.find((candidate) => hasShape(candidate, value))
  return form ? paramProblem(form, value) : 'Choose one of the forms.'
}
