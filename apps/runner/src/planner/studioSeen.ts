import type { StudioContext } from '@segue/api'
import type { StudioSeen } from '@segue/planner'

/** What a planner may see of the studio: no paths, no addresses, no history. */
export function studioSeen(studio: StudioContext | null): StudioSeen | null {
  if (studio === null) return null
  return {
    time: studio.time,
    apps: studio.apps.map(({ app, title, state, document }) => ({ app, title, state, document })),
  }
}
