import { failureOf } from '@segue/protocol'
import { toast } from 'sonner'
import { openedRecipe } from '../document/documentStore.ts'
import { visitRecipe } from '../recipes/visit.ts'
import { showDock } from '../runs/dockStore.ts'
import { followRun } from '../runs/followRun.ts'
import { runner } from '../server/client.ts'

/** Leaves the studio for a run: its recipe opens, with the run on the canvas and its steps below. */
export async function openRelatedRun(runId: string): Promise<void> {
  const [root = runId] = runId.split('/')
  try {
    const { recipeId } = await headOf(root)
    if (openedRecipe()?.id !== recipeId) await visitRecipe(recipeId)
    followRun(root)
    showDock('timeline')
  } catch (error) {
    const { message, hint } = failureOf(error)
    toast.error(message, { description: hint })
  }
}

/** The head of a run, as the first thing that its feed tells. */
function headOf(runId: string): Promise<{ recipeId: string }> {
  const stop = new AbortController()
  return new Promise<{ recipeId: string }>((resolve, reject) => {
    runner()
      .runs.changes(runId, {
        signal: stop.signal,
        onData: (change) => change.type === 'init' && resolve(change.run.head),
      })
      .catch(reject)
  }).finally(() => stop.abort())
}
