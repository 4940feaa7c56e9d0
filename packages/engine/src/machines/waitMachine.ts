import { cancelling, pausing, stepStates, toWork, waitingForAll } from './steps.ts'

const succeeding = {
  'JOB.SUCCEEDED': [
    { guard: 'isStale' },
    { guard: 'isAsking', target: 'holding', actions: 'keepAsks' },
    { target: 'succeeded', actions: 'keepOutputs' },
  ],
} as const

/** Waits for a time or an event. Its first job says which, its second one gets the event, or null: time is up. */
export const waitConfig = {
  id: 'wait',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: {
    ...stepStates(waitingForAll, succeeding),
    holding: {
      entry: ['armDue', 'startDue', 'show'],
      exit: 'dropDue',
      on: {
        TIMER: [{ guard: 'isStaleTimer' }, ...toWork('keepEvent')],
        SIGNAL: [{ guard: 'isOtherTopic' }, ...toWork('keepEvent')],
        ...cancelling,
        ...pausing,
      },
    },
  },
} as const
