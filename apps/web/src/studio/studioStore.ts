import type { StudioContext } from '@segue/api'
import { type Failure, failureOf } from '@segue/protocol'
import { create } from 'zustand'
import { runner } from '../server/client.ts'

interface StudioState {
  context: StudioContext | null
  /** Why there is none. */
  failure: Failure | null
  /** How far the clock of this machine is ahead of the runner's, with the time that a message takes, in ms. */
  ahead: number
}

/** The studio as the runner told it last. */
export const useStudio = create<StudioState>(() => ({
  context: null,
  failure: null,
  ahead: Number.POSITIVE_INFINITY,
}))

/** Shows what the runner told. The quickest message so far says best how the two clocks differ. */
export function showStudio(context: StudioContext): void {
  const newest = Math.max(0, ...context.apps.map(({ documentAt }) => documentAt ?? 0))
  useStudio.setState(({ ahead }) => ({
    context,
    failure: null,
    ahead: newest === 0 ? ahead : Math.min(ahead, Date.now() - newest),
  }))
}

/** Keeps the studio current until the signal aborts. */
export function followStudio(signal: AbortSignal): void {
  runner()
    .studio.watch({ signal, onData: showStudio })
    .catch((error) => useStudio.setState({ failure: failureOf(error) }))
}

/** Seconds that have passed since the runner was told something, by the clock of this machine. */
export function secondsSince(at: number): number {
  const { ahead } = useStudio.getState()
  return Number.isFinite(ahead) ? Math.max(0, Date.now() - ahead - at) / 1000 : 0
}
