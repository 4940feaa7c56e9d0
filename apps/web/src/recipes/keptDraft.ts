import { Change, Recipe } from '@segue/protocol'
import { z } from 'zod'

/** Edits that the runner does not have yet, with the document they made. Survives a reload of the page. */
const KeptDraft = z.object({ recipe: Recipe, changes: z.array(Change).min(1) })
export type KeptDraft = z.infer<typeof KeptDraft>

const keyOf = (recipeId: string): string => `segue.draft.${recipeId}`

/** Keeps edits in this browser. A full storage is no reason to stop editing. */
export function keepDraft({ recipe, changes }: KeptDraft): void {
  try {
    localStorage.setItem(keyOf(recipe.id), JSON.stringify({ recipe, changes }))
  } catch {
    dropDraft(recipe.id)
  }
}

export const dropDraft = (recipeId: string): void => localStorage.removeItem(keyOf(recipeId))

/** The edits kept for a recipe; `null` when there are none or they no longer fit the schema. */
export function readDraft(recipeId: string): KeptDraft | null {
  const text = localStorage.getItem(keyOf(recipeId))
  if (text === null) return null
  try {
    return KeptDraft.parse(JSON.parse(text))
  } catch {
    dropDraft(recipeId)
    return null
  }
}
