import type {
  Asks,
  ControlKind,
  Failure,
  ItemCount,
  LaneId,
  NodePolicy,
  PlacedPorts,
  RunStatus,
  SettledBy,
  StepStatus,
} from '@segue/protocol'
import type { z } from 'zod'

export type Json = z.core.util.JSONType

/** `run_x` for a run, `run_x/node` for one node of it, `run_x/node/3` for the child run of its fourth item. */
export type ActorKey = string

/** Where a value of an input port or param comes from. */
export type Source =
  | { from: 'node'; nodeId: string; port: string }
  /** `otherwise` is the default of an input of a recipe that runs inside another one. */
  | { from: 'input'; key: string; otherwise?: Json }
  | { from: 'value'; value: Json }

/** One node of a compiled recipe: everything a host needs to run its step without looking at the recipe. */
export interface PlanNode {
  nodeId: string
  type: string
  version: number
  name: string
  /**
   * How this node settles: by running, or at once. `kept` ones have outputs of an earlier run; `idle` ones feed only
   * nodes with stored outputs, or were not asked for, and are skipped like muted ones.
   */
  kind: 'action' | 'frozen' | 'kept' | 'bypassed' | 'muted' | 'idle'
  /** How it steers the run; null for most nodes. */
  control: ControlKind | null
  /** The ports of a node that steers the run; those of all others are their type's. */
  ports: PlacedPorts | null
  lane: LaneId
  locks: readonly string[]
  repeatable: boolean
  cacheable: boolean
  /** Of use at its moment only: when that has passed, the step is skipped instead of run again. */
  realtime: boolean
  /** Runs even when its result is known. */
  fresh: boolean
  policy: NodePolicy
  /** Params as stored; promoted ones with a source are in `inputs` under the param's name. */
  params: Record<string, Json>
  /** Input ports and promoted params that have a source. */
  inputs: Record<string, Source>
  /** Input port → the entry of `upstream` that feeds it; only of nodes that steer the run. */
  feeders: Record<string, string>
  /** Output port → input port, for bypassed nodes. */
  passThrough: Record<string, string>
  /** Stored outputs of a frozen or kept node. */
  frozen: Record<string, Json>
  /** What feeds this node, each once: a node, or `node:port` for an output port that may carry nothing. */
  upstream: readonly string[]
  /** Nodes that hear how this one ended. */
  downstream: readonly string[]
  /** Output port that may carry nothing → nodes that hear whether it does. */
  routes: Record<string, readonly string[]>
  /** All that it leads to deals with its failure, so that the run does not fail with it. */
  caught: boolean
  /** Of a race: entry of `upstream` → nodes that serve it alone, which are stopped when another one wins. */
  rivals: Record<string, readonly string[]>
  /** What a map or recipe runs in child runs. */
  child: Compiled | null
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

/** Child runs that a node asks for: so many, so many at once, and what the failure of one means for the others. */
export interface Children {
  count: number
  concurrency: number
  /** Stop all others; fail when all have ended; or go on without those that failed. */
  onFailure: 'stop' | 'finish' | 'keep'
}

/** What the run actor can be told. */
export type RunEvent =
  | { type: 'START'; seed: string }
  | {
      type: 'NODE.SETTLED'
      nodeId: string
      status: StepStatus
      failure: Failure | null
      onFailure: NodePolicy['onFailure']
      /** A person cancelled this step alone. */
      cut?: boolean
    }
  /** A node cannot go on by itself: it is unknown, blocked, paused or asks. `parked`: Segue has stopped trying. */
  | { type: 'NODE.HELD'; nodeId: string; reason: string; parked: boolean }
  | { type: 'NODE.RELEASED'; nodeId: string; parked: boolean }
  | { type: 'CANCEL' }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  /** A person asks for an unknown, blocked or retrying node now. What has settled stays. */
  | { type: 'RETRY'; nodeId: string }

/**
 * What a node actor can be told. `outputs` is the hash of the outputs that the host stored for this attempt; `alone`
 * means that a person asked it of this step and not of its run.
 */
export type NodeEvent =
  | { type: 'START'; seed: string }
  /** With `port`: what came out of this one port, which may carry nothing. */
  | { type: 'UPSTREAM.SUCCEEDED'; nodeId: string; port?: string }
  /** `failure` is the one behind it, if it was one. */
  | { type: 'UPSTREAM.SKIPPED'; nodeId: string; port?: string; reason: string; failure?: Failure }
  /** The lane cannot start or go on with the job now, e.g. the application is not connected. The job stays in its queue. */
  | { type: 'JOB.BLOCKED'; attempt: number; reason: string; failure?: Failure }
  | { type: 'JOB.STARTED'; attempt: number }
  | {
      type: 'JOB.SUCCEEDED'
      attempt: number
      outputs: string
      cached: boolean
      /** Output ports with a value; left out when none of them may be empty. */
      ports?: readonly string[]
      /** First job of a wait or approve: what the step waits for now. */
      asks?: Asks
      /** First job of a map or recipe. */
      children?: Children
    }
  | { type: 'JOB.FAILED'; attempt: number; failure: Failure }
  /** The process that ran the attempt is gone and left no result. */
  | { type: 'JOB.LOST'; attempt: number }
  | { type: 'TIMER'; id: TimerId; epoch: number }
  /** Something that steps wait for by its topic; `at` in epoch milliseconds. */
  | { type: 'SIGNAL'; topic: string; at: number; data: Json }
  /** A person's word; `outputs` is the hash of what they were shown. */
  | { type: 'ANSWER'; outputs: string; answer: Json }
  /** A child run has entered another state. */
  | { type: 'CHILD.CHANGED'; item: number; from: RunStatus; status: RunStatus; failure: Failure | null }
  /** A person has done the work of this step. */
  | { type: 'DONE'; outputs: string; ports?: readonly string[] }
  /** A person does not want this step tried any more. */
  | { type: 'GIVE.UP' }
  | { type: 'CANCEL'; reason?: string; alone?: boolean }
  | { type: 'PAUSE'; alone?: boolean }
  | { type: 'RESUME'; alone?: boolean }
  | { type: 'RETRY' }

export type EngineEvent = RunEvent | NodeEvent
/** `due` is the moment that a step waits for. */
export type TimerId = 'retry' | 'timeout' | 'due'

/** What a host must do; all of one event's effects are stored with its row, or none. `id` is unique for ever. */
export type Effect =
  | { t: 'send'; id: string; to: ActorKey; event: EngineEvent }
  /** `at` in epoch milliseconds. */
  | { t: 'timer'; id: string; timer: TimerId; epoch: number; at: number }
  | { t: 'untimer'; id: string; timer: TimerId; epoch: number }
  /**
   * Run this node's step. Hosts start no job while the newest view of its run is `paused`; jobs that run go on.
   * The lane answers with JOB.* events of this attempt. `given` is what a node that steers the run knows by now.
   */
  | {
      t: 'job'
      id: string
      nodeId: string
      attempt: number
      lane: LaneId
      locks: readonly string[]
      given: Record<string, Json>
    }
  | { t: 'stop'; id: string; nodeId: string; attempt: number; reason: string }
  /** Start the child run `childRun(run, nodeId, item)` of the node's `child`, unless it is there already. */
  | { t: 'spawn'; id: string; nodeId: string; item: number; seed: string }
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
  /** Hash of the stored outputs; `null` for frozen, kept and bypassed nodes, see `originOf`. */
  outputs: string | null
  failure: Failure | null
  /** What the step waits for. */
  asks: Asks | null
  /** How its child runs stand. */
  items: ItemCount | null
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
