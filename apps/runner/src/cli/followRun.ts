import { setTimeout as sleep } from 'node:timers/promises'
import { reduceRun } from '@segue/client'
import type { HeldStep, RunView } from '@segue/protocol'
import { type Backend, viewOf } from './backend.ts'
import { standingOf } from './heldSteps.ts'
import { showProgress } from './showProgress.ts'

const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'parked'])

/** How long nothing may change before somebody looks whether anything still goes on. */
const quietMs = 250

/**
 * Follows a run until it is over or goes no further by itself; gives the steps that hold it then. Ctrl+C cancels
 * the run.
 */
export async function followRun(backend: Backend, runId: string, quiet: boolean): Promise<HeldStep[]> {
  const done = new AbortController()
  const progress = quiet ? null : showProgress()
  const looked = Promise.withResolvers<never>()
  const cancel = () => void backend.runs.cancel(runId).catch(looked.reject)
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  let view: RunView | null = null
  let changes = 0
  let held: HeldStep[] = []
  let looking = false
  const look = async (): Promise<void> => {
    looking = true
    try {
      for (let seen = -1; seen !== changes && !done.signal.aborted; ) {
        seen = changes
        await sleep(quietMs)
        if (seen !== changes) continue
        const standing = await standingOf(backend, await viewOf(backend, runId))
        if (seen !== changes || standing.moves || standing.held.length === 0) continue
        held = standing.held
        done.abort()
      }
    } finally {
      looking = false
    }
  }
  const followed = backend.follow(
    runId,
    (change) => {
      progress?.show(change)
      changes += 1
      view = reduceRun(view, change)
      if (view === null) return
      if (ended.has(view.head.status)) done.abort()
      // A run that waits for an event is not held, yet without a runner that stays nothing tells it one.
      else if (!looking && (view.head.status === 'waiting' || !backend.live)) look().catch(looked.reject)
    },
    done.signal,
  )
  try {
    await Promise.race([followed, looked.promise])
  } finally {
    done.abort()
    progress?.clear()
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
  }
  return held
}
