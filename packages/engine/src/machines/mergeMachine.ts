import { endingWithJob, stepStates, toWork } from './steps.ts'

const more = { guard: 'isWaitingForMore', actions: 'countReport' } as const
const nothing = { guard: 'isNothing', target: 'skipped', actions: 'countReport' } as const

/** Counts a report when others are to come; with the last one it is decided whether there is anything to go on with. */
export const decided = [more, nothing, ...toWork('countReport')] as const

/** A merge, and a collect: one job once every input has reported, with a value or without; skipped when none has one. */
export const mergeConfig = {
  id: 'merge',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: stepStates(
    {
      START: decided,
      'UPSTREAM.SUCCEEDED': [more, ...toWork('countReport')],
      'UPSTREAM.SKIPPED': decided,
    },
    endingWithJob,
  ),
} as const
