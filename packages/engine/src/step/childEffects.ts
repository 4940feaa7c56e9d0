import { dueWord, roomIn } from '../machines/items.ts'
import type { RunEvent } from '../types.ts'
import { childRun, type Draft } from './actor.ts'
import type { NodeEffects, NodeMoment } from './moment.ts'
import { seedOf } from './seed.ts'

/** Every child run that has begun hears it; those that have ended do not mind. */
const toChildren = ({ run, node, context: { items } }: NodeMoment, event: RunEvent): Draft[] =>
  Array.from({ length: items?.next ?? 0 }, (_, item) => ({
    t: 'send',
    to: childRun(run, node.nodeId, item),
    event,
  }))

const released = ({ run, node, context: { items } }: NodeMoment): Draft[] =>
  items && items.told !== 'nothing'
    ? [
        {
          t: 'send',
          to: run,
          event: { type: 'NODE.RELEASED', nodeId: node.nodeId, parked: items.told === 'parked' },
        },
      ]
    : []

/** What a map or recipe does with its child runs. */
export const childEffects: NodeEffects = {
  spawnChildren: ({ node, context }) =>
    Array.from({ length: roomIn(context) }, (_, i) => {
      const item = (context.items?.next ?? 0) + i
      return { t: 'spawn', nodeId: node.nodeId, item, seed: seedOf(context.seed, `${node.nodeId}/${item}`) }
    }),
  cancelChildren: (at) => toChildren(at, { type: 'CANCEL' }),
  pauseChildren: (at) => toChildren(at, { type: 'PAUSE' }),
  resumeChildren: (at) => toChildren(at, { type: 'RESUME' }),
  tellHeldItems: (at) => {
    const { run, node, context } = at
    const word = dueWord(context)
    if (word === context.items?.told) return []
    const reason = `${node.name}: ${context.items?.held ?? 0} of its runs wait`
    const held: Draft = {
      t: 'send',
      to: run,
      event: { type: 'NODE.HELD', nodeId: node.nodeId, reason, parked: word === 'parked' },
    }
    return [...released(at), ...(word === 'nothing' ? [] : [held])]
  },
  tellReleasedItems: released,
}
