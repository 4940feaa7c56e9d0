import { childEffects } from './childEffects.ts'
import { backOffMs } from './jitter.ts'
import type { NodeEffects, NodeMoment } from './moment.ts'
import { viewOf } from './nodeView.ts'
import { tellings } from './tellings.ts'

const job = ({ node, context }: NodeMoment) => ({ nodeId: node.nodeId, attempt: context.attempt })

const stopReasons: Record<string, string> = {
  TIMER: 'timeout',
  RETRY: 'retry',
  PAUSE: 'paused',
  DONE: 'done',
  'GIVE.UP': 'given up',
}

/** Node actions that leave the actor, by name. */
export const nodeEffects: NodeEffects = {
  ...tellings,
  ...childEffects,
  sendJob: (at) => [
    { t: 'job', ...job(at), lane: at.node.lane, locks: at.node.locks, given: at.context.given ?? {} },
  ],
  stopJob: (at) => [{ t: 'stop', ...job(at), reason: stopReasons[at.event.type] ?? 'cancelled' }],
  startTimeout: ({ node, context, now }) =>
    node.policy.timeoutMs === null
      ? []
      : [{ t: 'timer', timer: 'timeout', epoch: context.epoch, at: now + node.policy.timeoutMs }],
  dropTimeout: ({ node, context, event }) =>
    node.policy.timeoutMs === null || event.type === 'TIMER'
      ? []
      : [{ t: 'untimer', timer: 'timeout', epoch: context.epoch }],
  startDue: ({ context: { due, epoch } }) =>
    typeof due === 'number' ? [{ t: 'timer', timer: 'due', epoch, at: due }] : [],
  dropDue: ({ context: { due, epoch }, event }) =>
    typeof due !== 'number' || event.type === 'TIMER' ? [] : [{ t: 'untimer', timer: 'due', epoch }],
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
}
