import { cancelling, pausing, stepStates, toWork, waitingForAll } from './steps.ts'

const succeeding = {
  'JOB.SUCCEEDED': [
    { guard: 'isStale' },
    { guard: 'isAsking', target: 'asking', actions: 'keepAsks' },
    { target: 'succeeded', actions: 'keepOutputs' },
  ],
} as const

/** Asks a person. Its first job says what, its second one gets the answer, or null: nobody answered in time. */
export const approveConfig = {
  id: 'approve',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: {
    ...stepStates(waitingForAll, succeeding),
    asking: {
      entry: ['armDue', 'startDue', 'tellHeld', 'show'],
      exit: ['dropDue', 'tellReleased'],
      on: {
        TIMER: [{ guard: 'isStaleTimer' }, ...toWork('keepAnswer')],
        ANSWER: [{ guard: 'isOtherAnswer' }, ...toWork('keepAnswer')],
        ...cancelling,
        ...pausing,
      },
    },
  },
} as const
