import type { RunStatus } from '@segue/protocol'
import type { Children, NodeEvent } from '../types.ts'
import { brief } from './brief.ts'
import type { Items, NodeContext } from './context.ts'

const heldStates: ReadonlySet<RunStatus> = new Set(['waiting', 'parked', 'paused'])
const endStates: ReadonlySet<RunStatus> = new Set(['succeeded', 'failed', 'cancelled'])

/** Counters before the first child run. */
export const firstItems = ({ count, concurrency, onFailure }: Children): Items => ({
  total: count,
  next: 0,
  live: 0,
  held: 0,
  parked: 0,
  succeeded: 0,
  failed: 0,
  concurrency: Math.max(1, concurrency),
  onFailure,
  told: 'nothing',
  ends: null,
})

/** How many child runs may begin now: none while the step is paused or ending. */
export function roomIn({ items, paused, pausedAlone }: NodeContext): number {
  if (!items || paused || pausedAlone || items.ends || (items.onFailure === 'stop' && items.failed > 0))
    return 0
  const free = items.concurrency - (items.live - items.held)
  return Math.max(0, Math.min(items.total - items.next, free))
}

const cancelledItem = (item: number) => ({
  code: 'run.cancelled',
  message: `Item ${item + 1} was cancelled.`,
  hint: 'Run again to do what is missing.',
  severity: 'error' as const,
  kind: 'permanent' as const,
})

/** The counters after a child run entered another state, and the first failure among them. */
export function countChange(context: NodeContext, event: NodeEvent): Partial<NodeContext> {
  const { items } = context
  if (!items || event.type !== 'CHILD.CHANGED') return {}
  const { from, status, item } = event
  const failed = status === 'failed' || (status === 'cancelled' && items.ends === null)
  const failure = event.failure ?? cancelledItem(item)
  return {
    items: {
      ...items,
      held: items.held + Number(heldStates.has(status)) - Number(heldStates.has(from)),
      parked: items.parked + Number(status === 'parked') - Number(from === 'parked'),
      live: items.live - Number(endStates.has(status)),
      succeeded: items.succeeded + Number(status === 'succeeded'),
      failed: items.failed + Number(failed),
    },
    ...(failed && !context.failure ? { failure: brief(failure) } : {}),
  }
}

/** What the run should know of the child runs: some wait for a person, or Segue has stopped trying one. */
export function dueWord({ items, pausedAlone }: NodeContext): Items['told'] {
  if (items && items.parked > 0) return 'parked'
  return (items && items.held > 0) || pausedAlone ? 'held' : 'nothing'
}
