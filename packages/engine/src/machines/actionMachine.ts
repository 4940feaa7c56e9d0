import { endingWithJob, stepStates, toWork, waitingForAll } from './steps.ts'

const counted = [
  { guard: 'isWaitingForMore', actions: 'countInput' },
  { guard: 'isOff', target: 'skipped', actions: 'countInput' },
  { guard: 'isInstant', target: 'succeeded', actions: 'countInput' },
  ...toWork('countInput'),
] as const

/** The machine of a node that works, and of every node that settles without a job. */
export const actionConfig = {
  id: 'action',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: stepStates({ ...waitingForAll, START: counted, 'UPSTREAM.SUCCEEDED': counted }, endingWithJob),
} as const
