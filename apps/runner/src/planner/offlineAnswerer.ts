import { planOffline } from '@segue/planner'
import { type Answerer, noUsage } from './answer.ts'

/** Answers without a model and without a network. */
export const offlineAnswerer: Answerer = {
  async answer({ prompt, library, options }) {
    return { built: planOffline(prompt, library, options), usage: noUsage }
  },
}
