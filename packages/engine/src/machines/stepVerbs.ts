import { stepPaused } from '@segue/protocol'
import { assign } from 'xstate'
import { brief } from './brief.ts'
import { nodeSetup } from './nodeVerbs.ts'

/** Verbs of every node of this version, besides those it shares with the version before. */
export const stepSetup = nodeSetup.extend({
  guards: {
    isAloneWhilePaused: ({ context, event }) => 'alone' in event && event.alone === true && context.paused,
  },
  actions: {
    /** Why a node is skipped, and the failure behind it, for those that deal with failures further down. */
    keepSkip: assign(({ event }) =>
      event.type === 'UPSTREAM.SKIPPED'
        ? { reason: event.reason.slice(0, 300), failure: event.failure ? brief(event.failure) : null }
        : {},
    ),
    noteLate: assign({ reason: 'late', failure: null }),
    noteCancel: assign(({ context, event }) => {
      if (event.type !== 'CANCEL') return {}
      const alone = event.alone === true
      const reason = event.reason?.slice(0, 300) ?? (alone ? 'This step was cancelled' : null)
      return { reason, failure: null, cut: context.cut === true || alone }
    }),
    holdOn: assign(({ event }) => {
      if (event.type !== 'PAUSE') return {}
      return event.alone === true ? { pausedAlone: true } : { paused: true }
    }),
    /** Who asks for a step again wants it to go on, paused or not. */
    goOn: assign(({ event }) =>
      event.type === 'RESUME' && event.alone !== true ? { paused: false } : { pausedAlone: false },
    ),
    notePaused: assign({ reason: stepPaused }),
    keepDone: assign(({ event }) =>
      event.type === 'DONE' ? { outputs: event.outputs, byPerson: true, failure: null, reason: null } : {},
    ),
    giveUp: assign(({ context }) => ({
      failures: context.failures + 1,
      reason: null,
      failure: {
        code: 'step.given_up',
        message: `Somebody gave this step up. ${context.reason ?? ''}`.trim(),
        hint: 'Run again when the cause is gone.',
        severity: 'error' as const,
        kind: 'permanent' as const,
      },
    })),
    tellCut: () => {},
  },
})
