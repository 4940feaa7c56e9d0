import type { Lane } from './attempt.ts'
import { computing } from './computeStep.ts'
import { runStep } from './runStep.ts'

/** Runs steps in the runner's own process: quick pure nodes, and nodes that only talk to an application. */
export const localLane: Lane = { run: runStep, computing, close: async () => {} }
