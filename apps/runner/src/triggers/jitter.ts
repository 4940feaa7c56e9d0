import { createHash } from 'node:crypto'

/** How much later a moment of a trigger begins, milliseconds: below `jitterSec`, always the same. */
export function jitterOf(triggerId: string, at: number, jitterSec: number): number {
  const hash = createHash('sha256').update(`${triggerId}@${at}`).digest().readUInt32BE()
  return Math.floor((hash / 2 ** 32) * jitterSec * 1000)
}
