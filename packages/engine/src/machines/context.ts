import type { Failure } from '@segue/protocol'
import type { Children, Json, PlanNode } from '../types.ts'

/** Child runs of a node, counted: there may be ten thousand of them. */
export interface Items {
  total: number
  /** The first item that has no child run yet. */
  next: number
  /** Child runs that have not ended. */
  live: number
  /** Live ones that wait for somebody or are paused; they leave their place to the next one. */
  held: number
  parked: number
  succeeded: number
  failed: number
  concurrency: number
  onFailure: Children['onFailure']
  /** What the run was told of them. */
  told: 'nothing' | 'held' | 'parked'
  /** How the node ends once its child runs have been stopped. */
  ends: 'failed' | 'cancelled' | null
}

/**
 * What one node remembers between two events. Small whatever the graph: no neighbours, no values. Fields that may be
 * missing are there once a node needs them; nodes stored by the version before (machine `node`) never do.
 */
export interface NodeContext {
  kind: PlanNode['kind']
  repeatable: boolean
  /** Tries in all that the policy grants. */
  tries: number
  /** Inputs that have not reported yet; the START of the run counts as one. */
  pending: number
  seed: string
  paused: boolean
  attempt: number
  /** Attempts that ended with a failure. */
  failures: number
  /** Attempts in a row that were lost with their process. */
  losses: number
  /** Number of the timer armed last; older ones are stale. */
  epoch: number
  /** The last attempt's failure; of a skipped node the one behind it. */
  failure: Failure | null
  reason: string | null
  outputs: string | null
  cached: boolean
  realtime?: boolean
  /** Failure codes that are retried; empty = every transient failure. */
  retryIf?: readonly string[]
  /** Values that have arrived, those not fed by nodes included; only counted where some may be missing. */
  arrived?: number
  /** The entry of `upstream` whose failure this node deals with. */
  watched?: string | null
  /** The START of the run has come; only counted where other events may come first and matter. */
  started?: boolean
  /** A person paused this step and not the run. */
  pausedAlone?: boolean
  /** A person cancelled this step and not the run. */
  cut?: boolean
  byPerson?: boolean
  /** What the next job is told. */
  given?: Record<string, Json>
  /** What a step waits for: a time, an event with this topic. */
  due?: number | null
  topic?: string | null
  items?: Items | null
}

/** What a node starts with; machine `node` knows only the first four. */
export type NodeInput = Pick<NodeContext, 'kind' | 'repeatable' | 'tries' | 'pending'> &
  Pick<NodeContext, 'realtime' | 'retryIf' | 'arrived' | 'watched'>

/**
 * A node that has heard nothing. It is written with every event: what few nodes need is not here. (Objects that get
 * more than 16 fields one by one also become dictionaries in V8, several times slower.)
 */
export const emptyNode = {
  seed: '',
  paused: false,
  attempt: 0,
  failures: 0,
  losses: 0,
  epoch: 0,
  failure: null,
  reason: null,
  outputs: null,
  cached: false,
}
