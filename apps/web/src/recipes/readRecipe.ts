import { Recipe } from '@segue/protocol'

/** The recipe in a text; `null` when it is something else. */
export function readRecipe(text: string): Recipe | null {
  try {
    return Recipe.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
