import { failureOf, type Recipe, stableText } from '@segue/protocol'
import { toast } from 'sonner'
import { openedRecipe } from '../document/documentStore.ts'
import { runner } from '../server/client.ts'
import { arrive } from './arrivalStore.ts'
import { saveNow } from './autosave.ts'
import { importPackage, isPackage } from './packageFile.ts'
import { newerIn, readRecipe } from './readRecipe.ts'
import { createRecipe } from './visit.ts'

/** Makes a recipe of one's own from a file, or says why it cannot. */
export async function importFile(file: File): Promise<void> {
  if (isPackage(file)) {
    await importPackage(file, () => {}).catch(complain)
    return
  }
  const text = await file.text()
  const recipe = readRecipe(text)
  if (recipe === null) {
    const newer = newerIn(text)
    toast.error(newer?.message ?? `${file.name} is not a Segue recipe.`, {
      description: newer?.hint ?? 'Recipes are .segue or JSON files exported by Segue.',
    })
    return
  }
  await importRecipe(recipe)
}

/** Makes a recipe of one's own from a document and opens it. Nothing runs. */
export async function importRecipe(recipe: Recipe): Promise<void> {
  try {
    await arrive(await runner().packages.import({ recipe }))
  } catch (error) {
    complain(error)
  }
}

/** Copies a recipe and opens the copy. */
export async function duplicateRecipe(id: string): Promise<void> {
  try {
    const recipe = await current(id)
    await createRecipe(`${recipe.name} copy`.slice(0, 120), recipe)
  } catch (error) {
    complain(error)
  }
}

/** Downloads a recipe as a JSON file. */
export async function exportRecipe(id: string): Promise<void> {
  try {
    const recipe = await current(id)
    const url = URL.createObjectURL(new Blob([stableText(recipe)], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${recipe.name.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'recipe'}.json`
    link.click()
    URL.revokeObjectURL(url)
  } catch (error) {
    complain(error)
  }
}

async function current(id: string): Promise<Recipe> {
  const open = openedRecipe()
  if (open?.id !== id) return runner().recipes.get(id)
  await saveNow()
  return openedRecipe() ?? open
}

function complain(error: unknown): void {
  const { message, hint } = failureOf(error)
  toast.error(message, { description: hint })
}
