import { stepStates, toWork, waitingForAll } from './steps.ts'

const spawning = ['spawnChildren', 'moveCursor'] as const
const telling = ['tellHeldItems', 'noteTold', 'show'] as const

const succeeding = {
  'JOB.SUCCEEDED': [
    { guard: 'isStale' },
    { guard: 'hasChildren', target: 'mapping', actions: 'keepChildren' },
    { target: 'succeeded', actions: 'keepOutputs' },
  ],
} as const

/**
 * The states of a node that holds child runs. Its first job says how many, its second one gathers what they made.
 *
 *   … running → mapping → ready → queued → running → succeeded
 *                  ↓ a child failed, or somebody cancelled
 *               stopping → failed | cancelled
 *
 * `failing` are the actions with which a failed child makes the node fail; `first` are arrows that come before all
 * others when counters decide.
 */
export const childStates = <const F, const A extends readonly unknown[]>(failing: F, first: A) =>
  ({
    ...stepStates(waitingForAll, succeeding),
    mapping: {
      entry: [...spawning, 'show'],
      exit: ['tellReleasedItems', 'forgetTold'],
      always: [
        ...first,
        { guard: 'mustStop', target: 'stopping', actions: ['endFailed', 'cancelChildren'] },
        { guard: 'mustFail', target: 'failed', actions: failing },
        { guard: 'haveEnded', target: 'ready', actions: 'noteGathering' },
      ],
      on: {
        'CHILD.CHANGED': { actions: ['countChild', ...spawning, ...telling] },
        PAUSE: [
          { guard: 'isAlone', actions: ['holdOn', 'pauseChildren', ...telling] },
          { actions: 'holdOn' },
        ],
        RESUME: [
          { guard: 'isAlone', actions: ['goOn', 'resumeChildren', ...spawning, ...telling] },
          { actions: ['goOn', ...spawning, 'show'] },
        ],
        CANCEL: { target: 'stopping', actions: ['noteCancel', 'endCancelled', 'cancelChildren'] },
      },
    },
    stopping: {
      entry: 'show',
      always: [
        { guard: 'haveEndedCancelled', target: 'cancelled' },
        { guard: 'haveEnded', target: 'failed', actions: failing },
      ],
      on: {
        'CHILD.CHANGED': { actions: ['countChild', 'show'] },
        CANCEL: { actions: ['noteCancel', 'endCancelled'] },
      },
    },
    ready: { always: toWork([]) },
  }) as const
