import {
  type Asks,
  type Failure,
  type ItemCount,
  type SettledBy,
  type StepStatus,
  stepPaused,
} from '@segue/protocol'
import type { z } from 'zod'
import { failureIn } from '../machines/retry.ts'
import type { NodeViewState } from '../types.ts'
import type { NodeMoment } from './moment.ts'

/** States that people see under another name. */
const shownAs: Record<string, StepStatus> = {
  held: 'waiting',
  paused: 'waiting',
  asking: 'waiting',
  holding: 'waiting',
  mapping: 'running',
  stopping: 'running',
}

const settledBy = ({ state, node, context }: NodeMoment): z.infer<typeof SettledBy> | null => {
  if (state !== 'succeeded') return null
  if (node.kind === 'frozen' || node.kind === 'kept' || node.kind === 'bypassed') return node.kind
  if (context.byPerson) return 'person'
  return context.cached ? 'cached' : 'run'
}

/** States in which a step goes on as it is when a person pauses it, and stops before the next thing it would begin. */
const readily: ReadonlySet<string> = new Set(['waiting', 'retrying', 'mapping'])

/** Why a node waits, is blocked, unknown or skipped. */
export const reasonOf = ({ state, node, context }: NodeMoment): string | null => {
  if (state === 'held') return 'The run is paused'
  if (context.pausedAlone && readily.has(state)) return stepPaused
  if (state === 'skipped' && node.kind === 'muted') return `${node.name} is muted`
  if (state === 'skipped' && node.kind === 'idle') return context.reason ?? 'Nobody needs it this time'
  return context.reason
}

const asksOf = ({ state, event }: NodeMoment): Asks | null =>
  (state === 'asking' || state === 'holding') && event.type === 'JOB.SUCCEEDED' ? (event.asks ?? null) : null

const itemsOf = ({ context: { items } }: NodeMoment): ItemCount | null =>
  items ? { total: items.total, live: items.live, succeeded: items.succeeded, failed: items.failed } : null

export const viewOf = (at: NodeMoment): NodeViewState => ({
  of: 'node',
  nodeId: at.node.nodeId,
  // All other states are named after the status that people see.
  status: shownAs[at.state] ?? (at.state as StepStatus),
  settledBy: settledBy(at),
  reason: reasonOf(at),
  attempt: at.context.attempt,
  outputs: at.context.outputs,
  failure: failureOf(at),
  asks: asksOf(at),
  items: itemsOf(at),
})

/** The failure as the lane told it; the row keeps a short one, and none of what a lane only waits for. */
const failureOf = ({ state, context, event }: NodeMoment): Failure | null => {
  if (state === 'failed' || state === 'retrying') return failureIn(event) ?? context.failure
  return state === 'blocked' && event.type === 'JOB.BLOCKED' ? (event.failure ?? null) : null
}
