import { endingWithJob, stepStates, waitingForAll } from './steps.ts'

/** A branch works like any node: the ports that its one job leaves empty are the ways not taken. */
export const branchConfig = {
  id: 'branch',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: stepStates(waitingForAll, endingWithJob),
} as const
