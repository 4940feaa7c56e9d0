import { jobConformance } from './conformance/jobs.ts'
import { orderConformance } from './conformance/order.ts'
import { steeringConformance } from './conformance/steering.ts'
import { timerConformance } from './conformance/timers.ts'
import type { TestHost } from './host.ts'

/**
 * The promises H1 to H5 that every host keeps, as tests. Call it inside a test file with a maker of fresh hosts.
 */
export function hostConformance(makeHost: () => Promise<TestHost>): void {
  orderConformance(makeHost)
  timerConformance(makeHost)
  jobConformance(makeHost)
  steeringConformance(makeHost)
}
