import { endingWithJob, stepStates, toWork } from './steps.ts'

/** Nobody won; what is given to the race from the start goes on in their place. */
const given = { guard: 'isAnythingGiven', target: 'ready', actions: 'countReport' } as const
const nobody = { target: 'failed', actions: ['countReport', 'noteNoWinner', 'noteFailure'] } as const

const racing = {
  // A value may come before the START of the run does.
  START: [
    { guard: 'hasWinner', target: 'ready', actions: 'countReport' },
    { guard: 'isWaitingForMore', actions: 'countReport' },
    given,
    nobody,
  ],
  'UPSTREAM.SUCCEEDED': [
    { guard: 'hasWinner' },
    { guard: 'hasNotStarted', actions: ['countReport', 'noteWinner', 'stopRivals'] },
    { target: 'ready', actions: ['countReport', 'noteWinner', 'stopRivals'] },
  ],
  'UPSTREAM.SKIPPED': [
    { guard: 'hasWinner' },
    { guard: 'isWaitingForMore', actions: 'countReport' },
    given,
    nobody,
  ],
} as const

/** The first input with a value wins; the branches that serve only the others are stopped. */
export const raceConfig = {
  id: 'race',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: { ...stepStates(racing, endingWithJob), ready: { always: toWork([]) } },
} as const
