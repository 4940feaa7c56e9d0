/** One look that is still to come. */
export interface Again {
  /** Looks after a while, once, however often it is asked for. */
  soon(): void
  stop(): void
}

/** Nothing is to come yet. */
export function createAgain(afterMs: number, look: () => void): Again {
  let timer: NodeJS.Timeout | undefined
  return {
    soon() {
      if (timer !== undefined) return
      timer = setTimeout(() => {
        timer = undefined
        look()
      }, afterMs)
      timer.unref()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
