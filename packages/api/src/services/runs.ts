import type { Failure, MediaMeta, Recipe, RunChange, RunHead } from '@segue/protocol'
import type { z } from 'zod'

type Json = z.core.util.JSONType

/** A change with the id a client resumes from. */
export interface TrackedChange {
  id: string
  change: RunChange
}

/** A stored recipe's draft, or a whole recipe that is run without being kept. */
export interface RunRequest {
  recipe: { id: string } | Recipe
  inputs: Record<string, Json>
  /** Folder for delivered files; only callers with the token may name one. The home's outputs when left out. */
  outFolder?: string
}

/** An output of a settled run: a value, or a file and where it was put. */
export interface ReportedOutput {
  path?: string
  value?: Json
  mime?: string
  bytes?: number
  sha256?: string
  meta?: MediaMeta
}

/** A run summed up, as `segue run --json` prints it. */
export interface RunReport {
  runId: string
  status: string
  outputs: Record<string, ReportedOutput>
  steps: {
    nodeId: string
    type: string
    status: string
    lane: string
    standIn: boolean
    cached: boolean
    attempts: number
    ms: number
  }[]
  failures: Failure[]
}

export interface RunsService {
  /** Stores and starts a run. Fails with every failure of the validator. */
  start(request: RunRequest): Promise<{ runId: string }>
  /** Sums up a run; file outputs that no node delivered are put into its output folder. */
  report(runId: string): Promise<RunReport>
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
