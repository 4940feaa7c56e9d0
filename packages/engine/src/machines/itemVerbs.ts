import { assign } from 'xstate'
import { brief } from './brief.ts'
import type { Items, NodeContext } from './context.ts'
import { countChange, dueWord, firstItems, roomIn } from './items.ts'
import { stepSetup } from './stepVerbs.ts'

const haveEnded = ({ items }: NodeContext): boolean =>
  items != null && items.live === 0 && (items.next >= items.total || items.ends !== null)

const change = ({ items }: NodeContext, more: Partial<Items>): Partial<NodeContext> =>
  items ? { items: { ...items, ...more } } : {}

/** Verbs of nodes that hold child runs: map and recipe. */
export const itemSetup = stepSetup.extend({
  guards: {
    /** The first job says how many; the second one gathers. */
    hasChildren: ({ context, event }) =>
      event.type === 'JOB.SUCCEEDED' && event.children !== undefined && context.given?.children !== true,
    mustStop: ({ context: { items } }) => items?.onFailure === 'stop' && items.failed > 0,
    mustFail: ({ context }) =>
      haveEnded(context) && context.items?.onFailure === 'finish' && context.items.failed > 0,
    haveEnded: ({ context }) => haveEnded(context),
    haveEndedCancelled: ({ context }) => haveEnded(context) && context.items?.ends === 'cancelled',
    /** A person cancelled the one child run. */
    isChildCut: ({ context }) => haveEnded(context) && context.failure?.code === 'run.cancelled',
  },
  actions: {
    keepChildren: assign(({ event }) =>
      event.type === 'JOB.SUCCEEDED' && event.children
        ? {
            items: firstItems(event.children),
            outputs: event.outputs,
            losses: 0,
            failure: null,
            reason: null,
          }
        : {},
    ),
    countChild: assign(({ context, event }) => countChange(context, event)),
    moveCursor: assign(({ context }) => {
      const room = roomIn(context)
      return room > 0 && context.items
        ? change(context, { next: context.items.next + room, live: context.items.live + room })
        : {}
    }),
    noteTold: assign(({ context }) => change(context, { told: dueWord(context) })),
    forgetTold: assign(({ context }) => change(context, { told: 'nothing' })),
    endFailed: assign(({ context }) => change(context, { ends: 'failed' })),
    endCancelled: assign(({ context }) => change(context, { ends: 'cancelled' })),
    noteGathering: assign({ given: { children: true } }),
    noteChildCut: assign({ cut: true, failure: null, reason: 'Its run was cancelled' }),
    noteItemsFailed: assign(({ context: { failure, items } }) =>
      failure && items
        ? {
            failure: brief({
              ...failure,
              code: 'map.item_failed',
              message: `${items.failed} of ${items.total} items failed: ${failure.message}`,
            }),
          }
        : {},
    ),
    spawnChildren: () => {},
    cancelChildren: () => {},
    pauseChildren: () => {},
    resumeChildren: () => {},
    tellHeldItems: () => {},
    tellReleasedItems: () => {},
  },
})
