import { type Failure, fail } from './failure.ts'

/** The format of recipe documents that this Segue writes, and the newest that it reads. */
export const recipeFormat = 1

/** `recipe.newer` for a document whose format is above ours; null for any other value. */
export function newerRecipe(document: unknown): Failure | null {
  if (typeof document !== 'object' || document === null || !('schemaVersion' in document)) return null
  const { schemaVersion } = document
  if (typeof schemaVersion !== 'number' || schemaVersion <= recipeFormat) return null
  const name = 'name' in document && typeof document.name === 'string' ? document.name.slice(0, 120) : ''
  return fail({
    code: 'recipe.newer',
    message: `${name === '' ? 'This recipe' : `The recipe “${name}”`} was written by a newer Segue (format ${schemaVersion}; this one reads up to ${recipeFormat}).`,
    hint: 'Update Segue, then open it again. It stays as it is until then.',
    kind: 'environment',
  }).failure
}
