import type { AppState, SystemService } from '@segue/api'
import { catalogue, describeNodeType } from '@segue/nodes'
import type { Hub } from '../bridges/hub.ts'
import { version } from '../config/version.ts'

/** What this Segue is and which applications it sees. */
export function createSystemService(hub: Hub): SystemService {
  const types = [...catalogue.values()].map(describeNodeType)
  return {
    version: () => version,
    catalogue: () => types,
    apps: async () => hub.states(),
    async *appChanges(signal) {
      let wake = Promise.withResolvers<void>()
      const stop = hub.onChange(() => wake.resolve())
      signal.addEventListener('abort', () => wake.resolve(), { once: true })
      try {
        let states: AppState[] = hub.states()
        while (!signal.aborted) {
          yield states
          await wake.promise
          wake = Promise.withResolvers()
          states = hub.states()
        }
      } finally {
        stop()
      }
    },
  }
}
