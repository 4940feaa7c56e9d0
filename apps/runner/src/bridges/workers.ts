import { availableParallelism, totalmem } from 'node:os'

const most = 4
const coresEach = 8
const bytesEach = 8 * 1024 ** 3

/**
 * How many Blenders work at once unless a person says otherwise. One render keeps all cores busy but for what it does
 * alone: loading, building the scene, writing. A second one pays from sixteen cores on, and a scene of a few gigabytes
 * must fit into memory twice.
 */
export function workersFor({
  cores = availableParallelism(),
  memory = totalmem(),
}: {
  cores?: number
  /** In bytes. */
  memory?: number
} = {}): number {
  return Math.max(1, Math.min(most, Math.floor(cores / coresEach), Math.floor(memory / bytesEach)))
}
