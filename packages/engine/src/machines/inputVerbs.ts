import { assign } from 'xstate'
import type { NodeEvent } from '../types.ts'
import { brief } from './brief.ts'
import type { NodeContext } from './context.ts'
import { stepSetup } from './stepVerbs.ts'

type Report = Extract<NodeEvent, { type: 'UPSTREAM.SUCCEEDED' | 'UPSTREAM.SKIPPED' }>

/** How the receiver of a report counts its sender. */
const entryOf = ({ nodeId, port }: Report): string => (port === undefined ? nodeId : `${nodeId}:${port}`)

const isReport = (event: NodeEvent): event is Report =>
  event.type === 'UPSTREAM.SUCCEEDED' || event.type === 'UPSTREAM.SKIPPED'

/** A node that watches one input looks at nothing else: its failure is handed on, or there is nothing to do. */
function watchedReport(event: Report): Partial<NodeContext> {
  if (event.type === 'UPSTREAM.SUCCEEDED') return {}
  // A failure is JSON; what jobs are given is typed as such.
  if (event.failure) return { given: { failure: JSON.parse(JSON.stringify(brief(event.failure))) } }
  return { arrived: 0, reason: event.reason.slice(0, 300) }
}

/** What a node remembers of a report. */
function reported(context: NodeContext, event: NodeEvent): Partial<NodeContext> {
  if (!isReport(event)) return {}
  if (typeof context.watched === 'string')
    return entryOf(event) === context.watched ? watchedReport(event) : {}
  if (event.type === 'UPSTREAM.SUCCEEDED') return { arrived: (context.arrived ?? 0) + 1 }
  return {
    reason: event.reason.slice(0, 300),
    failure: event.failure ? brief(event.failure) : context.failure,
  }
}

/** Verbs of nodes that go on when some of their inputs never come: merge, onFailure, race. */
export const inputSetup = stepSetup.extend({
  guards: {
    /** With this report every input has reported, and there is nothing to go on with. */
    isNothing: ({ context, event }) => ({ ...context, ...reported(context, event) }).arrived === 0,
    /** Values that are there from the start; only asked of a node to which nothing else came. */
    isAnythingGiven: ({ context }) => (context.arrived ?? 0) > 0,
    hasWinner: ({ context }) => context.given?.winner !== undefined,
    hasNotStarted: ({ context }) => context.started !== true,
  },
  actions: {
    countReport: assign(({ context, event }) => ({
      pending: context.pending - 1,
      ...(event.type === 'START' ? { seed: event.seed, started: true } : reported(context, event)),
    })),
    noteWinner: assign(({ event }) =>
      isReport(event) ? { given: { winner: entryOf(event) }, reason: null, failure: null } : {},
    ),
    noteNoWinner: assign(({ context }) => ({
      failures: context.failures + 1,
      failure: {
        code: 'race.no_winner',
        message: `Nobody won the race. ${context.reason ?? ''}`.trim(),
        hint: 'Look at the branches that lead here; at least one of them must end well.',
        severity: 'error' as const,
        kind: context.failure?.kind ?? ('permanent' as const),
      },
      reason: null,
    })),
    stopRivals: () => {},
  },
})
