import type { Job } from '../host/hostTypes.ts'

const firstMs = 5000
const longestMs = 5 * 60_000

/** How long blocked jobs wait until they are offered again: 5 s at first, at most 5 min, some less by chance. */
export interface Backoff {
  /** The next wait of this job, in milliseconds. */
  next(job: Pick<Job, 'runId' | 'nodeId' | 'attempt'>): number
  /** It is not blocked any more. */
  forget(job: Pick<Job, 'runId' | 'nodeId' | 'attempt'>): void
}

/** `chance` gives 0…1. */
export function createBackoff(chance: () => number = Math.random): Backoff {
  const times = new Map<string, number>()
  const keyOf = ({ runId, nodeId, attempt }: Pick<Job, 'runId' | 'nodeId' | 'attempt'>) =>
    `${runId}/${nodeId}@${attempt}`
  return {
    next(job) {
      const key = keyOf(job)
      const before = times.get(key) ?? 0
      times.set(key, before + 1)
      return Math.round(Math.min(firstMs * 2 ** before, longestMs) * (1 - 0.2 * chance()))
    },
    forget: (job) => void times.delete(keyOf(job)),
  }
}
