import type { NodePolicy } from '@segue/protocol'
import { fraction } from './seed.ts'

/**
 * Milliseconds to wait before the next attempt: grows by `factor` with the number of failures so far, up to a cap;
 * chance takes away up to `jitter` of it, decided by run seed, node and attempt alone.
 */
export function backOffMs(
  policy: NodePolicy['retry'],
  at: { seed: string; nodeId: string; attempt: number; failures: number },
): number {
  const whole = Math.min(policy.maxBackoffMs, policy.backoffMs * policy.factor ** (at.failures - 1))
  const chance = fraction(`${at.seed}/${at.nodeId}/${at.attempt}`)
  return Math.round(whole * (1 - policy.jitter + policy.jitter * chance))
}
