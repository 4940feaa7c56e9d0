/** Time as the host sees it, so that tests can own it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `ring` at or after `at`; returns how to call it off. */
  alarm(at: number, ring: () => void): () => void
  /** Calls `work` soon, after the caller is done. */
  defer(work: () => void): void
}

const longest = 2 ** 31 - 1

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  alarm(at, ring) {
    const timer = setTimeout(ring, Math.min(Math.max(at - Date.now(), 0), longest))
    return () => clearTimeout(timer)
  },
  defer: (work) => void setImmediate(work),
}
