import { jobConformance } from './conformance/jobs.ts'
import { orderConformance } from './conformance/order.ts'
import { steeringConformance } from './conformance/steering.ts'
import { timerConformance } from './conformance/timers.ts'
import { worldConformance } from './conformance/worlds.ts'
import type { TestHost } from './host.ts'

/**
 * The promises H1 to H5 that every host keeps, as tests, also over `worlds` random graphs. Call it inside a test file
 * with a maker of fresh hosts.
 */
export function hostConformance(makeHost: () => Promise<TestHost>, worlds = 40): void {
  orderConformance(makeHost)
  timerConformance(makeHost)
  jobConformance(makeHost)
  steeringConformance(makeHost)
  worldConformance(makeHost, worlds)
}
