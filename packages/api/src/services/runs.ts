import type { RunChange, RunHead } from '@segue/protocol'
import type { z } from 'zod'

/** A change with the id a client resumes from. */
export interface TrackedChange {
  id: string
  change: RunChange
}

export interface RunsService {
  /** Stores and starts a run of a recipe's draft. Fails with every failure of the validator. */
  start(input: { recipeId: string; inputs: Record<string, z.core.util.JSONType> }): Promise<{ runId: string }>
  list(input: { recipeId?: string; limit: number }): Promise<RunHead[]>
  cancel(runId: string): Promise<void>
  pause(runId: string): Promise<void>
  resume(runId: string): Promise<void>
  /** Tries a failed or unknown step again, and everything that depends on it. */
  retry(input: { runId: string; nodeId: string }): Promise<void>
  /**
   * The whole run first, then its changes. Listens from the moment of the call. `lastEventId` skips what the
   * client has; when that is no longer known, the whole run is sent again.
   */
  changes(input: { runId: string; lastEventId?: string }, signal: AbortSignal): AsyncIterable<TrackedChange>
  /** Heads of runs as they change, newest state only. */
  headChanges(signal: AbortSignal): AsyncIterable<RunHead>
}
