import { backOffMs } from '@segue/client'
import { failureOf } from '@segue/protocol'
import { documentStore, returnPending, settlePending, takePending } from '../document/documentStore.ts'
import { runner } from '../server/client.ts'
import { historyQuery, queryClient, recipesQuery } from '../server/queries.ts'
import { dropDraft, keepDraft } from './keptDraft.ts'
import { setSaveState, useSaveState } from './saveStore.ts'

const quietMs = 400
let timer: ReturnType<typeof setTimeout> | undefined
let saving: Promise<void> | undefined
let failed = 0
/** Tells this window apart from others, so that its saves within a minute become one version. */
export const editor: string = crypto.randomUUID()

/** Saves edits a moment after the last one, for as long as the page lives. Returns the way to stop. */
export function startAutosave(): () => void {
  const stopDocument = documentStore.subscribe(({ pending, recipe }, before) => {
    // Edits that come back from a failed try change the queue, not the recipe.
    if (recipe === before.recipe || pending.length === 0) return
    const { state } = useSaveState.getState()
    if (state === 'saved') setSaveState('unsaved')
    if (state !== 'stale') later(quietMs)
  })
  const stopConnection = runner().connection.subscribe((state) => {
    if (state === 'online' && useSaveState.getState().state === 'offline') void saveNow()
  })
  const keep = () => keepUnsaved()
  window.addEventListener('pagehide', keep)
  return () => {
    clearTimeout(timer)
    stopDocument()
    stopConnection()
    window.removeEventListener('pagehide', keep)
  }
}

/**
 * Sends every edit now. Resolves when the runner has them or a try has failed; `useSaveState` tells which. `restores`
 * is the revision that these edits bring back.
 */
export async function saveNow(restores?: number): Promise<void> {
  clearTimeout(timer)
  await saving
  saving = sendPending(restores)
  await saving
  if (useSaveState.getState().state === 'saved' && documentStore.getState().pending.length > 0)
    await saveNow()
}

const later = (ms: number): void => {
  clearTimeout(timer)
  timer = setTimeout(() => void saveNow(), ms)
}

async function sendPending(restores?: number): Promise<void> {
  const batch = takePending()
  if (batch === null) return
  setSaveState('saving')
  try {
    const { revision } = await runner().recipes.save({
      ...{ ...batch, editor },
      ...(restores === undefined ? {} : { restores }),
    })
    if (documentStore.getState().recipe?.id === batch.id) settlePending(revision)
    failed = 0
    dropDraft(batch.id)
    setSaveState('saved')
    void queryClient.invalidateQueries(recipesQuery)
    void queryClient.invalidateQueries(historyQuery(batch.id))
  } catch (error) {
    returnPending()
    keepUnsaved()
    const failure = failureOf(error)
    if (failure.code === 'recipe.stale') setSaveState('stale', failure)
    else if (failure.kind === 'transient' || failure.code === 'runner.signed-out') {
      setSaveState('offline', failure)
      later(backOffMs(failed++))
    } else setSaveState('refused', failure)
  }
}

function keepUnsaved(): void {
  const { recipe, pending, sending } = documentStore.getState()
  const changes = [...sending, ...pending]
  if (recipe !== null && changes.length > 0) keepDraft({ recipe, changes })
}
