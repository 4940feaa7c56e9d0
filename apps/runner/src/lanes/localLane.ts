import type { Lane } from './attempt.ts'
import { runStep } from './runStep.ts'

/** Runs steps in the runner's own process: quick pure nodes, and nodes that only talk to an application. */
export const localLane: Lane = { run: runStep, close: async () => {} }
