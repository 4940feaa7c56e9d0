import type { Asks, Failure, LaneId } from '@segue/protocol'
import type { ActorKey, Children, Compiled, EngineEvent, Json, NodeViewState, RunViewState } from './types.ts'

/** A run to start. `seed` decides back-off jitter; `runId` is the key of the run's actor. */
export interface RunStart {
  runId: string
  seed: string
  compiled: Compiled
}

/** What every host offers: it keeps rows, delivers events, timers and jobs, and makes the promises H1 to H5. */
export interface Host {
  /** Stores the run with its START event; on disk when it resolves. */
  start(run: RunStart): Promise<void>
  /** Tells an actor something from outside, e.g. CANCEL to a run; on disk when it resolves. */
  send(actor: ActorKey, event: EngineEvent): Promise<void>
  /** The newest view of an actor, or null when it has none. */
  view(actor: ActorKey): NodeViewState | RunViewState | null
}

/** One attempt that a lane runs. */
export interface RunningJob {
  /** `run_x/node` */
  actor: ActorKey
  attempt: number
  lane: LaneId
  /** What the engine told it. */
  given: Record<string, Json>
}

/**
 * How the test's lane ends a job: with outputs (a text that stands for them), with a failure, or by saying that it
 * cannot go on now; it is offered again a second later.
 */
export type JobEnd =
  | { outputs: string; ports?: readonly string[]; asks?: Asks; children?: Children }
  | { failure: Failure }
  | { blocked: string }

/** One event that a host gave to an actor and whose row it stored. */
export interface Delivery {
  actor: ActorKey
  event: EngineEvent
  /** Id of the `send` or `spawn` effect it comes from (`<actor>#<seq>`); null for events from outside, lanes and clocks. */
  effectId: string | null
}

/** A host in the hands of the conformance suite: its lanes, clock and crashes are the test's. */
export interface TestHost extends Host {
  /** As in `Host`; a node's `outputs` are the text that its job ended with. */
  view: Host['view']
  /** Works until nothing is left to do without a job ending, time passing or somebody asking; or until it dies. */
  idle(): Promise<void>
  /** Jobs that lanes run now (JOB.STARTED is sent, no end yet, not stopped), oldest first. */
  running(): readonly RunningJob[]
  /** A lane's last word about a job, also a late or repeated one. */
  finish(job: RunningJob, end: JobEnd): Promise<void>
  /** A person answers what a step shows now. */
  answer(actor: ActorKey, answer: Json): Promise<void>
  /** Moves the clock on by so many milliseconds, then works until idle. */
  advance(ms: number): Promise<void>
  /** Dies after so many more stored events, before anything of the last one leaves the host. */
  dieAfter(events: number): void
  /** kill -9 now (or bury a host that has died) and open again from what is stored; running jobs are lost. */
  reopen(): Promise<void>
  /** Everything stored since the beginning, in order. */
  deliveries(): readonly Delivery[]
  close(): Promise<void>
}
