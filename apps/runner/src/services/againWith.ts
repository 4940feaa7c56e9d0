import type { RunRequest } from '@segue/api'
import { fail, failureOf, type Recipe, type RunHead } from '@segue/protocol'

/**
 * What runs a stored recipe again as an earlier run did, with these values in place of its own. Inputs that the recipe
 * no longer has are left out. Fails with `run.recipe_gone`.
 */
export async function againWith(
  { recipe: find }: { recipe(id: string): Promise<Recipe> },
  { recipeId, recipeName, inputs: before }: Pick<RunHead, 'recipeId' | 'recipeName' | 'inputs'>,
  inputs: RunRequest['inputs'],
): Promise<RunRequest> {
  const recipe = await find(recipeId).catch((error: unknown) => {
    if (failureOf(error).code !== 'recipe.unknown') throw error
    throw fail({
      code: 'run.recipe_gone',
      message: `The recipe ${recipeName} of this run is not stored here.`,
      hint: 'Run it from its file, or open it in the editor and save it first.',
      kind: 'input',
    })
  })
  const keys = new Set(recipe.inputs.map(({ key }) => key))
  const kept = Object.entries(before).filter(([key]) => keys.has(key))
  return { recipe: { id: recipe.id }, inputs: { ...Object.fromEntries(kept), ...inputs } }
}
