import { reduceRun } from '@segue/client'
import type { RunView } from '@segue/protocol'
import { runner } from '../server/client.ts'
import { coalesce } from './coalesce.ts'
import { putHead, showRun, showView, useRunStore } from './runStore.ts'
import { isSettled } from './status.ts'

/** Called when a run that was watched while it ran comes to its end. */
type OnSettled = (view: RunView) => void

const settledListeners = new Set<OnSettled>()
let following: AbortController | undefined

/** Hears of runs that end while they are on the canvas. Returns the way to stop. */
export function onRunSettled(listener: OnSettled): () => void {
  settledListeners.add(listener)
  return () => settledListeners.delete(listener)
}

/**
 * Puts a run on the canvas and keeps it current: at most one store update every other frame, whatever the rate of its
 * changes. A run that is followed already goes on as it is.
 */
export function followRun(runId: string): void {
  if (following?.signal.aborted === false && useRunStore.getState().shownId === runId) return
  following?.abort()
  following = new AbortController()
  const { signal } = following
  let view: RunView | null = null
  let wasRunning = false
  showRun(runId)
  const flush = coalesce(() => {
    if (view === null || signal.aborted) return
    if (view.head !== useRunStore.getState().view?.head) putHead(view.head)
    showView(view)
    const settled = isSettled(view.head.status)
    if (settled && wasRunning) for (const listener of settledListeners) listener(view)
    wasRunning = !settled
  })
  runner()
    .runs.changes(runId, {
      signal,
      onData(change) {
        view = reduceRun(view, change)
        flush()
      },
    })
    .catch(() => {
      if (!signal.aborted) leave()
    })
}

function leave(): void {
  unfollowRun()
  showRun(null)
}

/** Stops following and leaves nothing on the canvas. */
export function unfollowRun(): void {
  following?.abort()
  following = undefined
}
