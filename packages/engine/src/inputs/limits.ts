import type { RecipeInput } from '@segue/protocol'

/** How a value breaks the limits of its input, as the end of a sentence; null when it keeps them. */
export function beyondLimits(
  { limits, type }: Pick<RecipeInput, 'limits' | 'type'>,
  value: unknown,
): string | null {
  if (!limits) return null
  for (const item of type.startsWith('list<') && Array.isArray(value) ? value : [value]) {
    if (typeof item === 'number' && limits.min !== undefined && item < limits.min)
      return `must be at least ${limits.min}`
    if (typeof item === 'number' && limits.max !== undefined && item > limits.max)
      return `must be at most ${limits.max}`
    if (limits.options && !limits.options.includes(String(item)))
      return `must be one of ${limits.options.join(', ')}`
  }
  return null
}
