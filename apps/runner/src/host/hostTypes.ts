import type { Compiled, EngineEvent } from '@segue/engine'
import type { ChildResult } from '@segue/nodes'
import type { Failure, LaneId, RunHead } from '@segue/protocol'
import type { Done, Json } from '../lanes/attempt.ts'
import type { RunTable } from './runTable.ts'

/** Values by port or key. */
export type Values = Record<string, Json>

/** Names one step. */
export interface StepKey {
  runId: string
  nodeId: string
}

/** The step of another run that holds this one. */
export interface Parent extends StepKey {
  item: number
}

/** A run as it is asked for. */
export interface NewRun {
  runId: string
  recipeId: string
  recipeName: string
  compiled: Compiled
  seed: string
  inputs: Values
  providers: Record<string, string>
  outFolder: string
  createdAt: number
  /** 0 when left out. */
  priority?: number
  /** Started by itself, so that nobody may be there; false when left out. */
  unattended?: boolean
}

/** What never changes about a run, with what it needs to go on. */
export interface RunFacts {
  runId: string
  recipeId: string
  recipeName: string
  compiled: Compiled
  seed: string
  inputs: Values
  providers: Record<string, string>
  outFolder: string
  createdAt: number
  parent: Parent | null
  priority: number
  unattended: boolean
}

/** One attempt of one step that waits for its lane or runs there. */
export interface Job extends StepKey {
  seq: number
  attempt: number
  lane: LaneId
  /** Taken all or none. */
  locks: string[]
  /** Higher goes first. */
  priority: number
  /** What the engine knows by now, for nodes that steer a run. */
  given: Values
  /** Not offered before this time; null = now. */
  notBefore: number | null
}

/** How a job ended, or why it waits on. */
export type JobResult =
  | { end: 'done'; done: Done; cached: boolean }
  | { end: 'failed'; failure: Failure }
  | { end: 'blocked'; failure: Failure; retryMs: number }
  /** It had begun and nobody knows how far it came, as after a crash. */
  | { end: 'lost' }

/** A place in the queue, as others see it. */
export interface QueueRow {
  job: Job
  running: boolean
  blocked: Failure | null
  /** Its run is paused, being cancelled or set aside. */
  held: boolean
}

/** How long settled runs stay: whichever comes first. */
export interface History {
  days: number
  steps: number
  /** So many of the newest runs of each recipe; all of them when null or left out. */
  runsPerRecipe?: number | null
}

/** Runs graphs on one SQLite store: every event, its row and its effects are one commit. */
export interface SqliteHost {
  readonly runs: RunTable
  /** Stores a run with its first event. Resolves when it is on disk. */
  start(run: NewRun): Promise<void>
  /** Tells a run, or one node of it, something a person asked for. Resolves when it is on disk. */
  send(actor: string, event: EngineEvent): Promise<void>
  /** Jobs of a lane, or of all, that may start now, first ones first; at most `most`. */
  waiting(lane?: LaneId, most?: number): Job[]
  running(): Job[]
  /** Asks again which jobs may start. */
  wake(): void
  finish(job: Job, result: JobResult): void
  /** Puts a running job back into the queue. */
  requeue(job: Job): void
  /** Offers what waits on a lane that has refused it. */
  unblock(lane: LaneId): void
  /** Keeps outputs that a person gives for a step. Returns their hash. */
  storeOutputs(runId: string, nodeId: string, outputs: Values): string
  mark(runId: string, nodeId: string, key: string, value: Json): void
  marks(runId: string, nodeId: string): [string, Json][]
  usedStandIn(runId: string, nodeId: string): void
  note(actor: string, level: 'info' | 'warning' | 'error', text: string): void
  queue(): QueueRow[]
  /** Puts a waiting job right before another one of its lane, or last. */
  move(job: StepKey, before: StepKey | null): void
  prioritise(runId: string, priority: number): void
  keep(runId: string, kept: boolean): void
  /** Items of a step in order, with the head of each child run that has begun. */
  children(
    runId: string,
    nodeId: string,
    page: { offset: number; limit: number },
  ): { name: string; head: RunHead | null }[]
  childResults(runId: string, nodeId: string): ChildResult[]
  /** Removes settled runs that are past their time. Returns their ids. */
  trim(history: History): string[]
  /** Takes up what an earlier process left; call once before the first `start`. */
  recover(): void
  close(): void
}
