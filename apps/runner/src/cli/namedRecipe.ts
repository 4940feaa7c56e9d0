import { existsSync } from 'node:fs'
import { type Recipe, RecipeId } from '@segue/protocol'
import { refuse } from '../services/prepareRun.ts'
import type { Backend } from './backend.ts'
import { readRecipeFile } from './recipeFile.ts'

/**
 * The recipe that an argument names: a file, else a stored one by its id. Fails with `recipe.unreadable`,
 * `recipe.unknown`, or with every failure that keeps a file from being a recipe.
 */
export async function namedRecipe(
  { recipes, take }: Pick<Backend, 'recipes' | 'take'>,
  name: string,
): Promise<{ recipe: Recipe; stored: boolean }> {
  if (isStored(name)) return { recipe: await recipes.get(name), stored: true }
  const { recipe, failures } = await readRecipeFile(name, take)
  refuse(failures)
  if (recipe) return { recipe, stored: false }
  throw new Error('A document without failures is a recipe.')
}

/** Whether an argument is the id of a stored recipe, and no file. */
export const isStored = (name: string): boolean => !existsSync(name) && RecipeId.safeParse(name).success
