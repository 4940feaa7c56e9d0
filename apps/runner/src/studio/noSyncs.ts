import type { Syncs } from './syncTypes.ts'

export const noSyncs: Syncs = {
  states: () => [],
  set: async () => {},
  remove: async () => {},
  carry: async () => ({ markers: 0 }),
  onChange: () => () => {},
  close() {},
}
