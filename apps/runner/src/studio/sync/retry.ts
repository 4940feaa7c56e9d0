/** The next try after one that failed: 1 s later, then 2 s, up to 10 s. */
export interface Retry {
  /** Calls `again` when it is time. */
  failed(again: () => void): void
  /** It went well, or there is something new: the next failure is a first one. */
  reset(): void
  readonly waiting: boolean
}

const firstMs = 1000
const longestMs = 10_000

/** No try has failed yet. */
export function createRetry(): Retry {
  let nextMs = firstMs
  let timer: NodeJS.Timeout | undefined
  return {
    failed(again) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        again()
      }, nextMs)
      timer.unref()
      nextMs = Math.min(longestMs, nextMs * 2)
    },
    reset() {
      clearTimeout(timer)
      timer = undefined
      nextMs = firstMs
    },
    get waiting() {
      return timer !== undefined
    },
  }
}
