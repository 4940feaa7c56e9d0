import { decided } from './mergeMachine.ts'
import { endingWithJob, stepStates } from './steps.ts'

/**
 * A node that deals with the failure of what it watches: it waits like a merge, but what its other inputs lack does
 * not matter, and a failure behind its main input is handed to its job.
 */
export const onFailureConfig = {
  id: 'onFailure',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: stepStates(
    { START: decided, 'UPSTREAM.SUCCEEDED': decided, 'UPSTREAM.SKIPPED': decided },
    endingWithJob,
  ),
} as const
