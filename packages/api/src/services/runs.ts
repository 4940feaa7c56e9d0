import type { AppId, Failure, MediaMeta, Recipe, RunChange, RunHead, RunPlan } from '@segue/protocol'
import type { z } from 'zod'

type Json = z.core.util.JSONType

/** A change with the id a client resumes from. */
export interface TrackedChange {
  id: string
  change: RunChange
}

/**
 * A part of a recipe, or all of it anew. to: these nodes and what they need · from: this node again, with other values on its input
 * ports where given, and all that depends on it, the rest as in an earlier run · failed: what did not succeed in an
 * earlier run · fresh: everything, whatever results there are.
 */
export type RunTarget =
  | { part: 'to'; nodeIds: string[] }
  | { part: 'from'; nodeId: string; runId: string; edits: Record<string, Json> }
  | { part: 'failed'; runId: string }
  | { part: 'fresh' }

/** A stored recipe's draft, or a whole recipe that is run without being kept. */
export interface RunRequest {
  recipe: { id: string } | Recipe
  inputs: Record<string, Json>
  /** All of it when left out. */
  target?: RunTarget
  /** −100 to 100, 0 when left out; higher goes first in every queue. */
  priority?: number
  /** Overrules what this recipe is pinned to, and pins it anew. */
  providers?: Partial<Record<AppId, 'real' | 'standIn'>>
  /** Nobody may be there: it leaves alone what a person could be working on. False when left out. */
  unattended?: boolean
  /** Folder for delivered files; only callers with the token may name one. The home's outputs when left out. */
  outFolder?: string
}

/** What a plan is asked for. `ahead`: what is quick and opens no application is made first, so that more can be said. */
export interface PlanRequest extends RunRequest {
  ahead?: boolean
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

/** What a person says to a step that asks. `outputs` are those that they were shown. */
export interface Answer {
  runId: string
  nodeId: string
  outputs: Record<string, Json>
  decision: 'approve' | 'reject'
  /** Place of the choice, from 0, where there is something to pick from. */
  pick?: number
  comment?: string
  form?: Record<string, Json>
  /** Who says it; only the runner fills it in. */
  by?: string
}

/** What helps to judge what a step asks about. */
export interface Review {
  /** What was approved last at the same step of the same recipe, item for item; null when nothing was, or it is gone. */
  before: { runId: string; at: number; by: string | null; value: Json } | null
  /** Names of the steps before it that ran on a stand-in, in the order of the run. */
  standIns: string[]
}

/** What a person orders one step to do. done: the work was done by hand, with these outputs. */
export type StepOrder =
  | { what: 'cancel' | 'pause' | 'resume' | 'retry' | 'fail' }
  | { what: 'done'; outputs: Record<string, Json> }

/** A stored run worked out again from its journal. */
export interface ReplayReport {
  runId: string
  /** How many events were handled, up to the difference when there is one. */
  events: number
  /** The first row that is not as it was stored; null when all are. */
  differs: { seq: number; actor: string; event: string; expected: string; actual: string } | null
}

/** A compiled recipe for people: a Mermaid flow chart, and each machine as diagram and XState config. */
export interface Inspection {
  graph: string
  machines: { hash: string; id: string; mermaid: string; config: Json }[]
}

interface StepKey {
  runId: string
  nodeId: string
}

export interface RunsService {
  /** Stores and starts a run. Fails with every failure of the validator. */
  start(request: RunRequest): Promise<{ runId: string }>
  /** Runs a stored recipe again with what an earlier run was given, and these values in place of its own. */
  rerun(input: { runId: string; inputs: Record<string, Json> }): Promise<{ runId: string }>
  /** Says for every node whether it would run now, and why. Starts nothing. */
  plan(request: PlanRequest, signal?: AbortSignal): Promise<RunPlan>
  /** Sums up a run; file outputs that no node delivered are put into its output folder. */
  report(runId: string): Promise<RunReport>
  /** Newest first; with `search`, those whose recipe has all of these words in its name. */
  list(input: { recipeId?: string; search?: string; limit: number }): Promise<RunHead[]>
  /** Items of a step in order, with the head of each child run that has begun. */
  children(
    input: StepKey & { offset: number; limit: number },
  ): Promise<{ name: string; head: RunHead | null }[]>
  cancel(runId: string): Promise<void>
  pause(runId: string): Promise<void>
  resume(runId: string): Promise<void>
  /** −100 to 100; waiting steps of the run move in every queue. */
  prioritise(input: { runId: string; priority: number }): Promise<void>
  /** Lets a run stay whatever its age, or go with the others. */
  keep(input: { runId: string; kept: boolean }): Promise<void>
  /** Fails with `step.not_asking` and `answer.stale`. */
  answer(answer: Answer): Promise<void>
  review(input: StepKey): Promise<Review>
  /** Fails with `step.cannot` when the step is in no state for it. */
  step(input: StepKey & { order: StepOrder }): Promise<void>
  /** Tells every step that waits for this topic. Returns how many those were. */
  signal(input: { topic: string; data: Json }): Promise<number>
  /** Runs the reducer again over the journal of a run and compares. Changes nothing. */
  replay(runId: string): Promise<ReplayReport>
  /** The machines of a run, with the states marked in which it is. */
  inspect(runId: string): Promise<Inspection>
  /**
   * The whole run first, then its changes. Listens from the moment of the call. `lastEventId` skips what the
   * client has; when that is no longer known, the whole run is sent again.
   */
  changes(input: { runId: string; lastEventId?: string }, signal: AbortSignal): AsyncIterable<TrackedChange>
  /** Heads of runs as they change, newest state only. */
  headChanges(signal: AbortSignal): AsyncIterable<RunHead>
}
