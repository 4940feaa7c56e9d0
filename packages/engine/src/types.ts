import type { Failure, LaneId, NodePolicy, RunStatus, SettledBy, StepStatus } from '@segue/protocol'
import type { z } from 'zod'

export type Json = z.core.util.JSONType

/** `run_x` for a run, `run_x/node` for one node of it. */
export type ActorKey = string

/** Where a value of an input port or param comes from. */
export type Source =
  | { from: 'node'; nodeId: string; port: string }
  | { from: 'input'; key: string }
  | { from: 'value'; value: Json }

/** One node of a compiled recipe: everything a host needs to run its step without looking at the recipe. */
export interface PlanNode {
  nodeId: string
  type: string
  version: number
  name: string
  /** How this node settles: by running, or at once. `idle` ones feed only frozen nodes and are skipped like muted ones. */
  kind: 'action' | 'frozen' | 'bypassed' | 'muted' | 'idle'
  lane: LaneId
  locks: readonly string[]
  repeatable: boolean
  policy: NodePolicy
  /** Params as stored; promoted ones with a source are in `inputs` under the param's name. */
  params: Record<string, Json>
  /** Input ports and promoted params that have a source. */
  inputs: Record<string, Source>
  /** Output port → input port, for bypassed nodes. */
  passThrough: Record<string, string>
  /** Stored outputs of a frozen node. */
  frozen: Record<string, Json>
  /** Nodes that feed this one, each once. */
  upstream: readonly string[]
  downstream: readonly string[]
}

/** A recipe ready to run: plain JSON, stored with the run, the same for equal graphs. */
export interface Compiled {
  /** SHA-256 over plan and machines. */
  hash: string
  /** In topological order. */
  plan: { nodes: readonly PlanNode[]; outputs: readonly { key: string; nodeId: string; port: string }[] }
  /** XState machine configs by their hash: named actions and guards only. */
  machines: Record<string, Json>
}

/** What an actor is between two events; never changed in place. At most 16 KiB as JSON; holds no values, only references by hash. */
export interface Row {
  actor: ActorKey
  /** Hash of the machine config in `Compiled.machines`. */
  machine: string
  /** State name and context of the XState snapshot. */
  state: string
  context: Record<string, Json>
  /** Counts effects, so that every effect has an id of its own: `<actor>#<seq>`. */
  seq: number
}

/** What the run actor can be told. `recover` is sent once by a host after a restart. */
export type RunEvent =
  | { type: 'START'; seed: string }
  | {
      type: 'NODE.SETTLED'
      nodeId: string
      status: StepStatus
      failure: Failure | null
      onFailure: NodePolicy['onFailure']
    }
  /** A node cannot go on by itself: it is unknown or blocked. `parked`: Segue has stopped trying. */
  | { type: 'NODE.HELD'; nodeId: string; reason: string; parked: boolean }
  | { type: 'NODE.RELEASED'; nodeId: string; parked: boolean }
  | { type: 'CANCEL' }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  /** A person asks for an unknown, blocked or retrying node now. What has settled stays. */
  | { type: 'RETRY'; nodeId: string }

/** What a node actor can be told. `outputs` is the hash of the outputs that the host stored for this attempt. */
export type NodeEvent =
  | { type: 'START'; seed: string }
  | { type: 'UPSTREAM.SUCCEEDED'; nodeId: string }
  | { type: 'UPSTREAM.SKIPPED'; nodeId: string; reason: string }
  /** The lane cannot start the job now, e.g. the application is not connected. The job stays in its queue. */
  | { type: 'JOB.BLOCKED'; attempt: number; reason: string }
  | { type: 'JOB.STARTED'; attempt: number }
  | { type: 'JOB.SUCCEEDED'; attempt: number; outputs: string; cached: boolean }
  | { type: 'JOB.FAILED'; attempt: number; failure: Failure }
  /** The process that ran the attempt is gone and left no result. */
  | { type: 'JOB.LOST'; attempt: number }
  | { type: 'TIMER'; id: TimerId; epoch: number }
  | { type: 'CANCEL'; reason?: string }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  | { type: 'RETRY' }

export type EngineEvent = RunEvent | NodeEvent
export type TimerId = 'retry' | 'timeout'

/** What a host must do; all of one event's effects are stored with its row, or none. `id` is unique for ever. */
export type Effect =
  | { t: 'send'; id: string; to: ActorKey; event: EngineEvent }
  | { t: 'timer'; id: string; timer: TimerId; epoch: number; at: number }
  | { t: 'untimer'; id: string; timer: TimerId; epoch: number }
  /**
   * Run this node's step. Hosts start no job while the newest view of its run is `paused`; jobs that run go on.
   * The lane answers with JOB.* events of this attempt.
   */
  | { t: 'job'; id: string; nodeId: string; attempt: number; lane: LaneId; locks: readonly string[] }
  | { t: 'stop'; id: string; nodeId: string; attempt: number; reason: string }
  /** The state a person sees; hosts keep the newest per actor. */
  | { t: 'view'; id: string; view: NodeViewState | RunViewState }
  | { t: 'note'; id: string; level: 'info' | 'warning' | 'error'; text: string }

export interface NodeViewState {
  of: 'node'
  nodeId: string
  status: StepStatus
  settledBy: z.infer<typeof SettledBy> | null
  reason: string | null
  attempt: number
  /** Hash of the stored outputs; `null` for frozen and bypassed nodes, see `originOf`. */
  outputs: string | null
  failure: Failure | null
}

export interface RunViewState {
  of: 'run'
  status: RunStatus
  failures: readonly Failure[]
}

/** One transition: pure, synchronous, the same for the same arguments. */
export type Step = (
  row: Row | null,
  event: EngineEvent,
  env: { actor: ActorKey; now: number },
) => { row: Row; effects: Effect[] }
