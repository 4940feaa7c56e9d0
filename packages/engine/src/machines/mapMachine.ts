import { childStates } from './childStates.ts'

/** One child run per item, so many at once. */
export const mapConfig = {
  id: 'map',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: childStates(['noteItemsFailed', 'noteFailure'], []),
} as const
