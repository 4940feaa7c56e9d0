import type { Failure } from '@segue/protocol'
import { assign, setup } from 'xstate'
import type { RunEvent } from '../types.ts'
import { brief } from './brief.ts'

/** Everything a run remembers: counters, and the first failures in short. */
export interface RunContext {
  seed: string
  unsettled: number
  /** Nodes that wait for a person, and those of them that Segue has stopped trying. */
  held: number
  parked: number
  paused: boolean
  /** What ends the run before its nodes do. */
  cause: 'person' | 'failure' | null
  /** Failures that make the run fail. */
  failed: number
  failures: Failure[]
  /** Steps that a person cancelled alone; missing as long as there is none. */
  cuts?: number
}

export type RunInput = Pick<RunContext, 'unsettled'>

/** Failures kept in the row of a run; every node keeps its own. */
export const keptFailures = 3

/** States of a run that is under way. */
export const liveStates = ['running', 'waiting', 'paused', 'parked', 'cancelling'] as const
/** States of a run that is over. */
export const settledStates = ['succeeded', 'failed', 'cancelled'] as const

/** The state that a started run belongs in, by its counters alone. */
export function dueState(context: RunContext): (typeof liveStates)[number] | (typeof settledStates)[number] {
  if (context.unsettled === 0) {
    if (context.cause === 'person') return 'cancelled'
    if (context.failed > 0) return 'failed'
    return context.cuts ? 'cancelled' : 'succeeded'
  }
  if (context.cause) return 'cancelling'
  if (context.paused) return 'paused'
  if (context.parked > 0) return 'parked'
  return context.held > 0 ? 'waiting' : 'running'
}

const isFailure = (event: RunEvent) => event.type === 'NODE.SETTLED' && event.status === 'failed'

/** Verbs and questions of the run machine. Actions without a body become effects, see `step/runEffects.ts`. */
export const runSetup = setup({
  types: {
    context: {} as RunContext,
    events: {} as RunEvent,
    input: {} as RunInput,
  },
  guards: {
    isDue: ({ context }, params: { state: string }) => dueState(context) === params.state,
    isFailure: ({ event }) => isFailure(event),
  },
  actions: {
    keepSeed: assign({ seed: ({ event, context }) => (event.type === 'START' ? event.seed : context.seed) }),
    count: assign(({ context, event }) => {
      if (event.type !== 'NODE.SETTLED') return {}
      const unsettled = context.unsettled - 1
      if (event.cut) return { unsettled, cuts: (context.cuts ?? 0) + 1 }
      if (!isFailure(event) || event.onFailure === 'ignore') return { unsettled }
      return {
        unsettled,
        failed: context.failed + 1,
        cause: context.cause ?? (event.onFailure === 'stop' ? ('failure' as const) : null),
        failures:
          event.failure && context.failures.length < keptFailures
            ? [...context.failures, { ...brief(event.failure), nodeId: event.nodeId }]
            : context.failures,
      }
    }),
    hold: assign(({ context, event }) =>
      event.type === 'NODE.HELD'
        ? { held: context.held + 1, parked: context.parked + Number(event.parked) }
        : {},
    ),
    release: assign(({ context, event }) =>
      event.type === 'NODE.RELEASED'
        ? { held: context.held - 1, parked: context.parked - Number(event.parked) }
        : {},
    ),
    cancel: assign({ cause: 'person' as const }),
    pause: assign({ paused: true }),
    resume: assign({ paused: false }),
    startNodes: () => {},
    cancelNodes: () => {},
    pauseNodes: () => {},
    resumeNodes: () => {},
    retryNode: () => {},
    show: () => {},
    tellParent: () => {},
  },
})
