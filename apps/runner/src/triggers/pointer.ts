import type { RecipeInput } from '@segue/protocol'
import type { Json } from './sources/source.ts'

/** What stands in an event where a JSON pointer (RFC 6901) points; undefined when nothing does. */
export function valueAt(event: Json, pointer: string): Json | undefined {
  let here: Json | undefined = event
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, Json>)[key] // a list is read by its indices
  }
  return here
}

/**
 * An event's value as an input takes it. Forms and controllers say everything as text or as numbers: what says a
 * number, a yes or no, or a text without doubt becomes one. Anything else stays what it is, and is never evaluated.
 */
export function asInput(type: RecipeInput['type'], value: Json): Json {
  if (type === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value)
  if (type === 'number' && typeof value === 'boolean') return value ? 1 : 0
  if (type === 'boolean' && (value === 1 || value === 'true' || value === '1')) return true
  if (type === 'boolean' && (value === 0 || value === 'false' || value === '0')) return false
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  return value
}

/** The values that an event brings for the inputs of a recipe; what it lacks is left out. */
export function inputsFrom(
  event: Json,
  map: Readonly<Record<string, string>>,
  inputs: readonly Pick<RecipeInput, 'key' | 'type'>[],
): Record<string, Json> {
  const found: Record<string, Json> = {}
  for (const [key, pointer] of Object.entries(map)) {
    const value = valueAt(event, pointer)
    const type = inputs.find((input) => input.key === key)?.type
    if (value !== undefined) found[key] = type ? asInput(type, value) : value
  }
  return found
}
