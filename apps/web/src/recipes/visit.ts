import { failureOf, type Recipe } from '@segue/protocol'
import { toast } from 'sonner'
import { create } from 'zustand'
import { documentStore, edit, openedRecipe, openRecipe } from '../document/documentStore.ts'
import { leaveRuns, loadRuns } from '../runs/loadRuns.ts'
import { runner } from '../server/client.ts'
import { queryClient, recipesQuery } from '../server/queries.ts'
import { saveNow } from './autosave.ts'
import { loadInputValues } from './inputValues.ts'
import { dropDraft, readDraft } from './keptDraft.ts'
import { setSaveState } from './saveStore.ts'

/** Which recipe is being opened, and why it could not be. */
export const useVisit = create<{ openingId: string | null; problem: string | null }>(() => ({
  openingId: null,
  problem: null,
}))

/** Opens a recipe with its runs. Edits of the one before are sent first. */
export async function visitRecipe(id: string): Promise<void> {
  if (openedRecipe() !== null) await saveNow()
  useVisit.setState({ openingId: id, problem: null })
  try {
    const recipe = await runner().recipes.get(id)
    if (useVisit.getState().openingId === id) show(recipe)
  } catch (error) {
    const { message, hint } = failureOf(error)
    useVisit.setState({ openingId: null, problem: `${message} ${hint}` })
  }
}

/** Opens the recipe in the address, or the first of the list. */
export async function visitFirst(): Promise<void> {
  const recipes = await queryClient.fetchQuery(recipesQuery)
  const wanted = new URLSearchParams(window.location.search).get('recipe')
  const first =
    recipes.find(({ id }) => id === wanted) ?? recipes.find(({ starter }) => starter) ?? recipes[0]
  if (first !== undefined) await visitRecipe(first.id)
}

/** Drops unsaved edits and opens what the runner has. */
export async function reloadRecipe(): Promise<void> {
  const id = openedRecipe()?.id
  if (id === undefined) return
  dropDraft(id)
  openRecipe(null)
  await visitRecipe(id)
}

/** Keeps what is open as a recipe of its own, and opens that. */
export async function keepAsCopy(): Promise<void> {
  const recipe = openedRecipe()
  if (recipe === null) return
  dropDraft(recipe.id)
  openRecipe(null)
  await createRecipe(`${recipe.name} (my version)`.slice(0, 120), recipe)
}

/** Makes a recipe, empty or from a document, and opens it. */
export async function createRecipe(name: string, recipe?: Recipe): Promise<void> {
  const created = await runner().recipes.create({ name, ...(recipe === undefined ? {} : { recipe }) })
  void queryClient.invalidateQueries(recipesQuery)
  await visitRecipe(created.id)
}

/** Puts a recipe away, or back into the list. It stays open, other recipes go on using it, and its triggers rest. */
export async function archiveRecipe(id: string, archived: boolean): Promise<void> {
  const { paused } = await runner().recipes.archive({ id, archived })
  if (paused.length > 0)
    toast(paused.length === 1 ? `“${paused[0]}” is paused.` : `Its ${paused.length} triggers are paused.`, {
      description: 'They stay so when the recipe comes back, until you resume them.',
    })
  await queryClient.invalidateQueries(recipesQuery)
}

/** Removes a recipe for good; when it is open, another one opens. */
export async function removeRecipe(id: string): Promise<void> {
  await runner().recipes.remove(id)
  dropDraft(id)
  if (openedRecipe()?.id === id) openRecipe(null)
  await queryClient.invalidateQueries(recipesQuery)
  if (openedRecipe() === null) await visitFirst()
}

function show(recipe: Recipe): void {
  leaveRuns()
  loadInputValues(recipe.id)
  setSaveState('saved')
  openRecipe(recipe)
  restore(recipe)
  useVisit.setState({ openingId: null, problem: null })
  const address = new URL(window.location.href)
  address.searchParams.set('recipe', recipe.id)
  history.replaceState(null, '', address)
  void loadRuns(recipe.id)
}

/** Puts edits kept from an earlier visit back, when they still fit what the runner has. */
function restore(recipe: Recipe): void {
  const kept = readDraft(recipe.id)
  if (kept === null) return
  if (kept.recipe.revision === recipe.revision) edit('Unsaved edits', kept.changes)
  else {
    openRecipe(kept.recipe)
    documentStore.setState({ pending: kept.changes })
    setSaveState('stale')
  }
}
