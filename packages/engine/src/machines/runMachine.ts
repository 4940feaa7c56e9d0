import { liveStates, settledStates } from './runVerbs.ts'

/** Counters decide where a run stands; every live state moves on to the state that is due. */
const toDueFrom = (state: string) =>
  [...liveStates, ...settledStates]
    .filter((other) => other !== state)
    .map((other) => ({ target: other, guard: { type: 'isDue', params: { state: other } } as const }))

/** A child run tells the step that it belongs to. */
const entry = ['show', 'tellParent'] as const

const counting = {
  'NODE.SETTLED': [{ guard: 'isFailure', actions: ['count', 'show'] }, { actions: 'count' }],
  'NODE.HELD': { actions: 'hold' },
  'NODE.RELEASED': { actions: 'release' },
} as const

const asking = {
  CANCEL: { actions: 'cancel' },
  RETRY: { actions: 'retryNode' },
} as const

const pausing = { PAUSE: { actions: ['pause', 'pauseNodes'] } } as const

/**
 * The one flat machine of a run, as plain JSON. It only counts and rules; nodes talk to each other.
 *
 *   queued → running ⇄ waiting ⇄ paused ⇄ parked → cancelling → succeeded | failed | cancelled
 */
export const runConfig = {
  id: 'run',
  initial: 'queued',
  options: { maxIterations: 50 },
  states: {
    queued: {
      on: {
        START: { target: 'running', actions: ['keepSeed', 'startNodes'] },
        CANCEL: { target: 'cancelled', actions: 'cancel' },
      },
    },
    running: { entry, always: toDueFrom('running'), on: { ...counting, ...asking, ...pausing } },
    waiting: { entry, always: toDueFrom('waiting'), on: { ...counting, ...asking, ...pausing } },
    parked: { entry, always: toDueFrom('parked'), on: { ...counting, ...asking, ...pausing } },
    paused: {
      entry,
      always: toDueFrom('paused'),
      on: { ...counting, ...asking, RESUME: { actions: ['resume', 'resumeNodes'] } },
    },
    cancelling: {
      entry: [...entry, 'cancelNodes'],
      always: toDueFrom('cancelling'),
      on: counting,
    },
    succeeded: { type: 'final', entry },
    failed: { type: 'final', entry },
    cancelled: { type: 'final', entry },
  },
} as const
