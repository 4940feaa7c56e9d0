import { changesBetween } from '@segue/protocol'
import { toast } from 'sonner'
import { edit, openedRecipe, undo } from '../document/documentStore.ts'
import { saveNow } from '../recipes/autosave.ts'
import { tellFailure } from '../recipes/versions.ts'
import { runner } from '../server/client.ts'
import { historyQuery, migrationQuery, queryClient } from '../server/queries.ts'
import { compare, stopComparing } from './compareStore.ts'

/** Shows what has changed since a version, up to what is open now or to a later version. */
export async function compareSince(revision: number, until: number | null = null): Promise<void> {
  const recipe = openedRecipe()
  if (recipe === null) return
  try {
    await saveNow()
    const { id } = recipe
    const before = await runner().recipes.saved({ id, revision })
    const now = openedRecipe()
    if (now?.id !== id) return
    compare(before, until === null ? now : await runner().recipes.saved({ id, revision: until }))
  } catch (error) {
    tellFailure(error)
  }
}

/** Brings a version back as a new save. It is one edit, which undo takes back. */
export async function restoreVersion(revision: number): Promise<void> {
  const recipe = openedRecipe()
  if (recipe === null) return
  try {
    stopComparing()
    await saveNow()
    const { id } = recipe
    const then = await runner().recipes.saved({ id, revision })
    const now = openedRecipe()
    if (now?.id !== id) return
    const changes = changesBetween(now, then)
    if (changes.length === 0) {
      toast('This is what is open now.')
      return
    }
    edit(`Restore version ${revision}`, changes)
    await saveNow(revision)
    toast.success(`Version ${revision} is back.`, { action: { label: 'Undo', onClick: () => undo() } })
  } catch (error) {
    tellFailure(error)
  }
}

/** The open recipe, stored, and what changes when its older nodes are brought up to date; null when there is nothing. */
async function migrationOfOpen() {
  await saveNow()
  const id = openedRecipe()?.id
  if (id === undefined) return null
  const offer = await queryClient.fetchQuery({ ...migrationQuery(id), staleTime: 0 })
  const now = openedRecipe()
  return offer && now?.id === id ? { now, offer } : null
}

/** Shows what changes when the older nodes of the open recipe are brought up to date. */
export async function showMigration(): Promise<void> {
  try {
    const found = await migrationOfOpen()
    if (found) compare(found.now, found.offer.recipe, found.offer.nodes)
  } catch (error) {
    tellFailure(error)
  }
}

/** Takes what changes. It is one edit, which undo takes back. */
export async function takeMigration(): Promise<void> {
  try {
    stopComparing()
    const found = await migrationOfOpen()
    if (!found) return
    edit('Bring nodes up to date', changesBetween(found.now, found.offer.recipe))
    await saveNow()
    toast.success('The nodes are up to date.', { action: { label: 'Undo', onClick: () => undo() } })
  } catch (error) {
    tellFailure(error)
  } finally {
    await queryClient.invalidateQueries({ queryKey: ['migration'] })
  }
}

/** Gives a version a name, by which it stays; an empty one takes it away. */
export async function nameVersion(revision: number, name: string): Promise<void> {
  const id = openedRecipe()?.id
  if (id === undefined) return
  try {
    await runner().recipes.nameSave({ id, revision, name })
    await queryClient.invalidateQueries(historyQuery(id))
  } catch (error) {
    tellFailure(error)
  }
}
