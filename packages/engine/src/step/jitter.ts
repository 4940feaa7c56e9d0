import type { NodePolicy } from '@segue/protocol'

/** FNV-1a with a final mix (murmur3's), as a fraction of 1: the same for the same text, everywhere. */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/**
 * Milliseconds to wait before the next attempt: exponential in the number of failures so far, then between half
 * and all of it, decided by run seed, node and attempt alone.
 */
export function backOffMs(
  policy: NodePolicy['retry'],
  at: { seed: string; nodeId: string; attempt: number; failures: number },
): number {
  const whole = Math.min(policy.maxBackoffMs, policy.backoffMs * policy.factor ** (at.failures - 1))
  return Math.round(whole * (0.5 + 0.5 * fraction(`${at.seed}/${at.nodeId}/${at.attempt}`)))
}
