import type { Failure } from '@segue/protocol'
import { assign, setup } from 'xstate'
import type { NodeEvent, PlanNode, TimerId } from '../types.ts'
import { brief } from './brief.ts'

/** What one node remembers between two events. Small whatever the graph: no neighbours, no values. */
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
  failure: Failure | null
  reason: string | null
  outputs: string | null
  cached: boolean
}

/** What a node starts with. */
export type NodeInput = Pick<NodeContext, 'kind' | 'repeatable' | 'tries' | 'pending'>

/** Lost attempts in a row after which a repeatable step asks a person instead of running once more. */
export const maxLosses = 3

const timedOut: Failure = {
  code: 'step.timeout',
  message: 'The step took longer than its time limit.',
  hint: 'Raise the time limit of this node or give it less to do, then run again.',
  severity: 'error',
  kind: 'transient',
}

/** The failure that an event ends an attempt with, or null. A timer ends it with `step.timeout`. */
export const failureIn = (event: NodeEvent): Failure | null =>
  event.type === 'JOB.FAILED' ? event.failure : event.type === 'TIMER' ? timedOut : null

const isTimer = (context: NodeContext, event: NodeEvent, id: TimerId): boolean =>
  event.type === 'TIMER' && event.id === id && event.epoch === context.epoch

const canTryAgain = (context: NodeContext, event: NodeEvent): boolean =>
  context.repeatable && failureIn(event)?.kind === 'transient' && context.failures + 1 < context.tries

/** Verbs and questions of the node machine. Actions without a body become effects, see `step/nodeEffects.ts`. */
export const nodeSetup = setup({
  types: {
    context: {} as NodeContext,
    events: {} as NodeEvent,
    input: {} as NodeInput,
  },
  guards: {
    isWaitingForMore: ({ context }) => context.pending > 1,
    isOff: ({ context }) => context.kind === 'muted' || context.kind === 'idle',
    isInstant: ({ context }) => context.kind === 'frozen' || context.kind === 'bypassed',
    isPaused: ({ context }) => context.paused,
    isStale: ({ context, event }) => 'attempt' in event && event.attempt !== context.attempt,
    isRetryTimer: ({ context, event }) => isTimer(context, event, 'retry'),
    isRetryTimerWhilePaused: ({ context, event }) => context.paused && isTimer(context, event, 'retry'),
    isTimeout: ({ context, event }) => isTimer(context, event, 'timeout'),
    isTimeoutToTryAgain: ({ context, event }) =>
      isTimer(context, event, 'timeout') && canTryAgain(context, event),
    canTryAgain: ({ context, event }) => canTryAgain(context, event),
    canRepeat: ({ context }) => context.repeatable && context.losses + 1 < maxLosses,
  },
  actions: {
    countInput: assign({
      pending: ({ context }) => context.pending - 1,
      seed: ({ context, event }) => (event.type === 'START' ? event.seed : context.seed),
    }),
    beginAttempt: assign({
      attempt: ({ context }) => context.attempt + 1,
      reason: null,
    }),
    armTimer: assign({ epoch: ({ context }) => context.epoch + 1, reason: null }),
    countFailure: assign(({ context, event }) => {
      const failure = failureIn(event)
      return { failures: context.failures + 1, losses: 0, reason: null, failure: failure && brief(failure) }
    }),
    countLoss: assign({ losses: ({ context }) => context.losses + 1 }),
    forgetLosses: assign({ losses: 0 }),
    noteUnknown: assign({
      reason: ({ context }) =>
        context.repeatable
          ? `The process running this step died ${context.losses} times in a row. Retry when the cause is found.`
          : 'The process running this step died and nobody knows how far it came. Look, then retry or cancel.',
    }),
    keepReason: assign({
      reason: ({ event }) => ('reason' in event ? (event.reason?.slice(0, 300) ?? null) : null),
    }),
    keepOutputs: assign(({ event }) =>
      event.type === 'JOB.SUCCEEDED'
        ? { outputs: event.outputs, cached: event.cached, failure: null, reason: null }
        : {},
    ),
    pause: assign({ paused: true }),
    resume: assign({ paused: false }),
    sendJob: () => {},
    stopJob: () => {},
    startTimeout: () => {},
    startBackOff: () => {},
    dropTimeout: () => {},
    dropBackOff: () => {},
    show: () => {},
    noteFailure: () => {},
    noteLoss: () => {},
    tellHeld: () => {},
    tellReleased: () => {},
    tellSucceeded: () => {},
    tellSkipped: () => {},
    tellSettled: () => {},
  },
})
