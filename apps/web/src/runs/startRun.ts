import { failuresOf, type SegueClient } from '@segue/client'
import { documentStore, openedRecipe } from '../document/documentStore.ts'
import { saveNow } from '../recipes/autosave.ts'
import { valuesToRun } from '../recipes/inputValues.ts'
import { runner } from '../server/client.ts'
import { showDock, useDock } from './dockStore.ts'
import { followRun } from './followRun.ts'
import { give, orderStep } from './orders.ts'
import { rootOf } from './runPlace.ts'
import { setRefusals, setStarting, useRunStore } from './runStore.ts'
import { isSettled } from './status.ts'

/** The run on the canvas that is still going; `null` when none is. */
export function activeRunId(): string | null {
  const { view, sample } = useRunStore.getState()
  return view === null || sample || isSettled(view.head.status) ? null : rootOf(view.head.runId)
}

type StartOptions = Pick<Parameters<SegueClient['runs']['start']>[0], 'target' | 'providers'>

/**
 * Saves and runs the open recipe, or a part of it, with the values of its form. What stops it goes onto the nodes and
 * the dock.
 */
export async function startRun(options: StartOptions = {}): Promise<void> {
  const recipe = openedRecipe()
  if (recipe === null || useRunStore.getState().starting || activeRunId() !== null) return
  setStarting(true)
  try {
    await saveNow()
    const inputs = valuesToRun(recipe)
    const { runId } = await runner().runs.start({ recipe: { id: recipe.id }, inputs, ...options })
    setRefusals([])
    if (useDock.getState().tab === 'problems') useDock.setState({ tab: 'timeline' })
    followRun(runId)
  } catch (error) {
    setRefusals(failuresOf(error))
    showDock('problems')
  } finally {
    setStarting(false)
  }
}

/** Asks the run on the canvas to stop; steps in applications finish what cannot be interrupted. */
export const stopRun = (): Promise<void> => steer((runId) => runner().runs.cancel(runId))

/** Tries a failed or unknown step of the shown run again, with everything that depends on it. */
export async function retryStep(nodeId: string): Promise<void> {
  const runId = useRunStore.getState().shownId
  if (runId !== null) await orderStep({ runId, nodeId, order: { what: 'retry' } })
}

/** Lets the running steps finish and starts no others until the run is resumed. */
export const pauseRun = (): Promise<void> => steer((runId) => runner().runs.pause(runId))

/** Goes on with a paused or parked run. */
export const resumeRun = (): Promise<void> => steer((runId) => runner().runs.resume(runId))

/** Failures of the last start disappear with the next edit. Returns the way to stop. */
export function forgetRefusalsOnEdit(): () => void {
  return documentStore.subscribe(({ recipe }, before) => {
    const edited = recipe?.graph !== before.recipe?.graph || recipe?.inputs !== before.recipe?.inputs
    if (edited && useRunStore.getState().refusals.length > 0) setRefusals([])
  })
}

async function steer(order: (runId: string) => Promise<unknown>): Promise<void> {
  const runId = activeRunId()
  if (runId !== null) await give(() => order(runId))
}
