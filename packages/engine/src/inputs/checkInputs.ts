import { type Failure, portValue, type Recipe } from '@segue/protocol'
import type { Json } from '../types.ts'
import { unsafeParts } from '../validate/plainJson.ts'
import { didYouMean, failureFrom } from '../validate/report.ts'
import { beyondLimits } from './limits.ts'

/**
 * The values a run starts with: what was given, with defaults for the rest, and everything that is wrong with
 * them. Inputs that are optional and not given, or given as null, are absent. Never throws.
 */
export function checkInputs(
  recipe: Recipe,
  given: unknown,
): { values: Record<string, Json>; failures: Failure[] } {
  const unsafe = unsafeParts(given)
  if (unsafe.length > 0) return { values: {}, failures: unsafe }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return {
      values: {},
      failures: [
        failureFrom({
          code: 'input.not_object',
          message: 'The inputs of a run are an object of values by key.',
          hint: 'Give { "key": value } with the keys of the recipe.',
        }),
      ],
    }
  const entries = new Map(Object.entries(given))
  const failures: Failure[] = []
  const values: Record<string, Json> = {}
  const keys = recipe.inputs.map(({ key }) => key)
  for (const key of entries.keys())
    if (!keys.includes(key))
      failures.push(
        failureFrom({
          code: 'input.unknown',
          message: `The recipe has no input ${key.slice(0, 64)}.`,
          hint: `${didYouMean(key, keys)}Its inputs are: ${keys.join(', ') || 'none'}.`,
          context: { input: key.slice(0, 64) },
        }),
      )
  for (const input of recipe.inputs) {
    const value = entries.has(input.key) ? entries.get(input.key) : input.default
    const context = { input: input.key }
    if (value === undefined || value === null) {
      if (input.required)
        failures.push(
          failureFrom({
            code: 'input.missing',
            message: `${input.label} is missing.`,
            hint: `Give a value for ${input.key}.`,
            context,
          }),
        )
      continue
    }
    const read = portValue(input.type).safeParse(value)
    const problem = read.success ? beyondLimits(input, value) : `is no ${input.type}`
    if (problem)
      failures.push(
        failureFrom({
          code: 'input.invalid',
          message: `${input.label} ${problem}.`,
          hint: input.help ?? `Give another value for ${input.key}.`,
          context,
        }),
      )
    else values[input.key] = value
  }
  return { values, failures }
}
