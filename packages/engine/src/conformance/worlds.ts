import { describe, test } from 'vitest'
import type { TestHost } from '../host.ts'
import { runWorld } from '../testing/runWorld.ts'

/** Random graphs with branches, races, waits, questions and child runs, on a host that dies between any two events. */
export function worldConformance(makeHost: () => Promise<TestHost>, count: number): void {
  describe('random graphs on a host that dies now and then', () => {
    test.each(Array.from({ length: count }, (_, i) => 1 + i))(
      'end as the reference says: seed %i',
      async (seed) => {
        const host = await makeHost()
        try {
          await runWorld(host, seed)
        } finally {
          await host.close()
        }
      },
    )
  })
}
