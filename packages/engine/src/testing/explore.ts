import type { AnyStateMachine } from 'xstate'
import type { NodeContext, NodeInput } from '../machines/context.ts'
import { advance, begin, type Snapshot } from '../machines/transition.ts'
import type { NodeEvent } from '../types.ts'
import { asksOf, failureOf } from './events.ts'

/** One step of a machine that is explored. */
export interface Way {
  from: Snapshot
  event: NodeEvent
  to: Snapshot
}

const jobEnds = (machine: string, attempt: number): NodeEvent[] => {
  const done = { type: 'JOB.SUCCEEDED', attempt, outputs: 'h', cached: false } as const
  if (machine === 'wait') return [done, { ...done, asks: asksOf.time }, { ...done, asks: asksOf.event }]
  if (machine === 'approve') return [done, { ...done, asks: asksOf.answer }]
  if (machine !== 'map' && machine !== 'recipe') return [done]
  const children = { count: machine === 'map' ? 2 : 1, concurrency: 2 }
  return [
    done,
    { ...done, children: { ...children, onFailure: 'stop' } },
    { ...done, children: { ...children, onFailure: 'finish' } },
    { ...done, children: { ...children, onFailure: 'keep' } },
  ]
}

const childEnds = (): NodeEvent[] =>
  (['succeeded', 'failed', 'cancelled', 'waiting'] as const).map((status) => ({
    type: 'CHILD.CHANGED',
    item: 0,
    from: 'running',
    status,
    failure: status === 'failed' ? failureOf('permanent') : null,
  }))

/** Everything worth telling a node in this state: its own attempt and timer, and those before. */
function eventsFor(machine: string, { value, context }: Snapshot): NodeEvent[] {
  const { attempt, epoch, items } = context as unknown as NodeContext // the machine of a node
  const isChildLeft = items && items.live > items.held
  return [
    { type: 'START', seed: 's' },
    { type: 'UPSTREAM.SUCCEEDED', nodeId: 'u' },
    { type: 'UPSTREAM.SKIPPED', nodeId: 'u', reason: 'U failed', failure: failureOf('permanent') },
    { type: 'UPSTREAM.SKIPPED', nodeId: 'u', reason: 'U is muted' },
    ...[attempt, attempt - 1].flatMap((n): NodeEvent[] => [
      { type: 'JOB.STARTED', attempt: n },
      { type: 'JOB.BLOCKED', attempt: n, reason: 'Blender is not there' },
      ...jobEnds(machine, n),
      { type: 'JOB.FAILED', attempt: n, failure: failureOf('transient') },
      { type: 'JOB.FAILED', attempt: n, failure: failureOf('permanent') },
      { type: 'JOB.LOST', attempt: n },
    ]),
    ...[epoch, epoch - 1].map((n): NodeEvent => ({ type: 'TIMER', id: 'retry', epoch: n })),
    { type: 'SIGNAL', topic: 'osc.go', at: 1, data: null },
    { type: 'SIGNAL', topic: 'osc.stop', at: 1, data: null },
    { type: 'ANSWER', outputs: 'h', answer: true },
    { type: 'ANSWER', outputs: 'other', answer: true },
    ...(isChildLeft && (value === 'mapping' || value === 'stopping') ? childEnds() : []),
    { type: 'DONE', outputs: 'h' },
    { type: 'GIVE.UP' },
    ...[{}, { alone: true }].flatMap((alone): NodeEvent[] => [
      { type: 'CANCEL', reason: 'The run was cancelled', ...alone },
      { type: 'PAUSE', ...alone },
      { type: 'RESUME', ...alone },
    ]),
    { type: 'RETRY' },
  ]
}

/** All that can happen to a node until its attempt `most`: every state, told everything. */
export function explore(machine: AnyStateMachine, input: NodeInput, most = 3): Way[] {
  const first = begin(machine, input)
  const seen = new Set([JSON.stringify(first)])
  const open = [first]
  const ways: Way[] = []
  for (const from of open) {
    if (from.status === 'done' || Number(from.context.attempt) > most) continue
    for (const event of eventsFor(machine.id, from)) {
      const to = advance(machine, from, event).snapshot
      ways.push({ from, event, to })
      // Timers only count up: how high is no state of its own.
      const key = JSON.stringify({ ...to, context: { ...to.context, epoch: 0 } })
      if (seen.has(key)) continue
      seen.add(key)
      open.push(to)
    }
  }
  return ways
}
