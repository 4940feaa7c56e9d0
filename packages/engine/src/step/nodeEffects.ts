import type { SettledBy, StepStatus } from '@segue/protocol'
import type { z } from 'zod'
import { failureIn, maxLosses, type NodeContext } from '../machines/nodeVerbs.ts'
import type { NodeEvent, NodeViewState, PlanNode } from '../types.ts'
import { type Draft, nodeActor } from './actor.ts'
import { backOffMs } from './jitter.ts'

/** What turns a node's action into effects. `context` is that of the moment the action was asked for. */
export interface NodeMoment {
  run: string
  node: PlanNode
  /** State the event leads to. */
  state: string
  context: NodeContext
  event: NodeEvent
  now: number
}

const settledBy = ({ state, node, context }: NodeMoment): z.infer<typeof SettledBy> | null => {
  if (state !== 'succeeded') return null
  if (node.kind === 'frozen' || node.kind === 'bypassed') return node.kind
  return context.cached ? 'cached' : 'run'
}

const reasonOf = ({ state, node, context }: NodeMoment): string | null => {
  if (state === 'held') return 'The run is paused'
  if (state === 'skipped' && node.kind === 'muted') return `${node.name} is muted`
  if (state === 'skipped' && node.kind === 'idle') return 'What it feeds is frozen'
  return context.reason
}

const viewOf = (at: NodeMoment): NodeViewState => ({
  of: 'node',
  nodeId: at.node.nodeId,
  // `held` is the one state that people see under another name.
  status: at.state === 'held' ? 'waiting' : (at.state as StepStatus),
  settledBy: settledBy(at),
  reason: reasonOf(at),
  attempt: at.context.attempt,
  outputs: at.context.outputs,
  failure:
    at.state === 'failed' || at.state === 'retrying' ? (failureIn(at.event) ?? at.context.failure) : null,
})

const job = ({ node, context }: NodeMoment) => ({ nodeId: node.nodeId, attempt: context.attempt })

const isParked = (context: NodeContext): boolean => context.repeatable && context.losses >= maxLosses

/** Node actions that leave the actor, by name. */
export const nodeEffects: Record<string, (at: NodeMoment) => Draft[]> = {
  sendJob: (at) => [{ t: 'job', ...job(at), lane: at.node.lane, locks: at.node.locks }],
  stopJob: (at) => [
    {
      t: 'stop',
      ...job(at),
      reason: at.event.type === 'TIMER' ? 'timeout' : at.event.type === 'RETRY' ? 'retry' : 'cancelled',
    },
  ],
  startTimeout: ({ node, context, now }) =>
    node.policy.timeoutMs === null
      ? []
      : [{ t: 'timer', timer: 'timeout', epoch: context.epoch, at: now + node.policy.timeoutMs }],
  dropTimeout: ({ node, context, event }) =>
    node.policy.timeoutMs === null || event.type === 'TIMER'
      ? []
      : [{ t: 'untimer', timer: 'timeout', epoch: context.epoch }],
  startBackOff: ({ node, context, now }) => {
    const wait = backOffMs(node.policy.retry, { ...context, nodeId: node.nodeId })
    const text = `${node.name}: ${context.failure?.message ?? 'failed'} Attempt ${context.attempt + 1} of ${
      context.tries
    } in ${(wait / 1000).toFixed(1)} s.`
    return [
      { t: 'timer', timer: 'retry', epoch: context.epoch, at: now + wait },
      { t: 'note', level: 'warning', text },
    ]
  },
  dropBackOff: ({ context, event }) =>
    event.type === 'TIMER' ? [] : [{ t: 'untimer', timer: 'retry', epoch: context.epoch }],
  show: (at) => [{ t: 'view', view: viewOf(at) }],
  noteFailure: ({ node, context }) => [
    { t: 'note', level: 'error', text: `${node.name} failed: ${context.failure?.message ?? ''}` },
  ],
  noteLoss: ({ node }) => [
    { t: 'note', level: 'warning', text: `${node.name}: its process died; the step runs again.` },
  ],
  tellHeld: ({ run, node, context }) => [
    {
      t: 'send',
      to: run,
      event: {
        type: 'NODE.HELD',
        nodeId: node.nodeId,
        reason: context.reason ?? '',
        parked: isParked(context),
      },
    },
  ],
  tellReleased: ({ run, node, context }) => [
    { t: 'send', to: run, event: { type: 'NODE.RELEASED', nodeId: node.nodeId, parked: isParked(context) } },
  ],
  tellSucceeded: ({ run, node }) =>
    node.downstream.map((id) => ({
      t: 'send',
      to: nodeActor(run, id),
      event: { type: 'UPSTREAM.SUCCEEDED', nodeId: node.nodeId },
    })),
  tellSkipped: (at) => {
    const reason = reasonOf(at) ?? `${at.node.name} failed`
    return at.node.downstream.map((id) => ({
      t: 'send',
      to: nodeActor(at.run, id),
      event: { type: 'UPSTREAM.SKIPPED', nodeId: at.node.nodeId, reason },
    }))
  },
  tellSettled: ({ run, node, state, context }) => [
    {
      t: 'send',
      to: run,
      event: {
        type: 'NODE.SETTLED',
        nodeId: node.nodeId,
        status: state as StepStatus, // only settled states ask for this
        failure: state === 'failed' ? context.failure : null,
        onFailure: node.policy.onFailure,
      },
    },
  ],
}
