import type { RecipeInput } from '@segue/protocol'

/** What a number may be: `1 to 60`, `at least 1`; empty when it may be any. */
export function limitWords({ limits }: Pick<RecipeInput, 'limits'>): string {
  const { min, max } = limits ?? {}
  if (min !== undefined && max !== undefined) return `${min} to ${max}`
  if (min !== undefined) return `at least ${min}`
  return max === undefined ? '' : `at most ${max}`
}
