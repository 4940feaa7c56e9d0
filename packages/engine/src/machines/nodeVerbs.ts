import { assign, setup } from 'xstate'
import type { NodeEvent } from '../types.ts'
import { brief } from './brief.ts'
import type { NodeContext, NodeInput } from './context.ts'
import { canTryAgain, failureIn, isTimer, maxLosses } from './retry.ts'

/**
 * Verbs and questions that nodes of every kind share. Actions without a body become effects, see
 * `step/nodeEffects.ts`. Machines stored by the version before use some of them: what those do must not change.
 */
export const nodeSetup = setup({
  types: {
    context: {} as NodeContext,
    events: {} as NodeEvent,
    input: {} as NodeInput,
  },
  guards: {
    isWaitingForMore: ({ context }) => context.pending > 1,
    isOff: ({ context }) => context.kind === 'muted' || context.kind === 'idle',
    isInstant: ({ context: { kind } }) => kind === 'frozen' || kind === 'kept' || kind === 'bypassed',
    isPaused: ({ context }) => context.paused,
    isPausedAlone: ({ context }) => context.pausedAlone === true,
    /** The event is about this step and not about its run. */
    isAlone: ({ event }) => 'alone' in event && event.alone === true,
    /** Pausing takes a running job away only where the step may run again. */
    isAloneAndRepeatable: ({ context, event }) =>
      'alone' in event && event.alone === true && context.repeatable,
    isStale: ({ context, event }) => 'attempt' in event && event.attempt !== context.attempt,
    isStaleTimer: ({ context, event }) => event.type === 'TIMER' && event.epoch !== context.epoch,
    canTryAgain: ({ context, event }) => canTryAgain(context, event),
    canRepeat: ({ context }) => context.repeatable && context.losses + 1 < maxLosses,
    isRepeatable: ({ context }) => context.repeatable,
    isRealtime: ({ context }) => context.realtime === true,
    // Only in machines of the version before.
    isRetryTimer: ({ context, event }) => isTimer(context, event, 'retry'),
    isRetryTimerWhilePaused: ({ context, event }) => context.paused && isTimer(context, event, 'retry'),
    isTimeout: ({ context, event }) => isTimer(context, event, 'timeout'),
    isTimeoutToTryAgain: ({ context, event }) =>
      isTimer(context, event, 'timeout') && canTryAgain(context, event),
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
    // Only in machines of the version before.
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
