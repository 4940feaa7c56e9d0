/** Whoever waits for one thing to come. */
export interface Waiters {
  /** Waits for the next `settle`; with `patience` it fails with that error after so many milliseconds. */
  wait(patience?: { ms: number; error: Error }): Promise<void>
  /** It came, or it will not come. */
  settle(error?: unknown): void
}

/** Nobody waits yet. */
export function createWaiters(): Waiters {
  let next = Promise.withResolvers<void>()
  next.promise.catch(() => {}) // nobody need wait for it
  return {
    async wait(patience) {
      if (patience === undefined) return next.promise
      const late = Promise.withResolvers<never>()
      const timer = setTimeout(() => late.reject(patience.error), patience.ms)
      await Promise.race([next.promise, late.promise]).finally(() => clearTimeout(timer))
    },
    settle(error) {
      if (error === undefined) next.resolve()
      else next.reject(error)
      next = Promise.withResolvers()
      next.promise.catch(() => {})
    },
  }
}
