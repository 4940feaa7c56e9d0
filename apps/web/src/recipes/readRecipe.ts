import { type Failure, newerRecipe, Recipe } from '@segue/protocol'

/** The recipe in a text; `null` when it is something else. */
export const readRecipe = (text: string): Recipe | null => Recipe.safeParse(parse(text)).data ?? null

/** `recipe.newer` when a newer Segue wrote the recipe in a text; `null` for any other text. */
export const newerIn = (text: string): Failure | null => newerRecipe(parse(text))

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
