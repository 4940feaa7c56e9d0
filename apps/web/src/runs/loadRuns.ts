import { openedRecipe } from '../document/documentStore.ts'
import { runner } from '../server/client.ts'
import { queryClient, sampleQuery } from '../server/queries.ts'
import { followRun, unfollowRun } from './followRun.ts'
import { clearRuns, putHead, setHeads, showView, useRunStore } from './runStore.ts'
import { isSettled } from './status.ts'

/** Forgets the runs of the recipe that was open. */
export function leaveRuns(): void {
  unfollowRun()
  clearRuns()
}

/**
 * Lists a recipe's runs and shows the one that is going on, else the newest. A recipe without runs shows the
 * result that comes with it.
 */
export async function loadRuns(recipeId: string): Promise<void> {
  const heads = await runner()
    .runs.list({ recipeId })
    .catch(() => [])
  if (openedRecipe()?.id !== recipeId) return
  setHeads(heads)
  const shown = heads.find(({ status }) => !isSettled(status)) ?? heads[0]
  if (shown !== undefined) {
    followRun(shown.runId)
    return
  }
  const sample = await queryClient.fetchQuery(sampleQuery(recipeId)).catch(() => null)
  if (sample !== null && openedRecipe()?.id === recipeId && useRunStore.getState().shownId === null)
    showView(sample, { sample: true })
}

/**
 * Keeps the run list current. A run of the open recipe that somebody else starts comes onto the canvas when
 * nothing is running there.
 */
export function followHeads(signal: AbortSignal): void {
  runner()
    .runs.watchHeads({
      signal,
      onData(head) {
        if (head.recipeId !== openedRecipe()?.id) return
        const { heads, view, shownId } = useRunStore.getState()
        const isNew = heads.every(({ runId }) => runId !== head.runId)
        putHead(head)
        const busy = view !== null && !isSettled(view.head.status) && view.head.runId === shownId
        if (isNew && !isSettled(head.status) && !busy) followRun(head.runId)
      },
    })
    .catch(() => undefined)
  const stop = runner().connection.subscribe((state) => {
    const recipe = openedRecipe()
    if (state !== 'online' || recipe === null) return
    runner()
      .runs.list({ recipeId: recipe.id })
      .then((heads) => openedRecipe()?.id === recipe.id && setHeads(heads))
      .catch(() => undefined)
  })
  signal.addEventListener('abort', stop, { once: true })
}
