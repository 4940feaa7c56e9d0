const minuteMs = 60_000

/** Counts what happened in the last minute. */
export interface Pace {
  /**
   * Counts one at this moment (steady milliseconds). in: fewer than `most` were there in the minute before · first: the
   * first one beyond them · over: one of many beyond.
   */
  admit(now: number, most: number): 'in' | 'first' | 'over'
}

/** A counter of its own for one trigger. */
export function createPace(): Pace {
  let times: number[] = []
  let saidAt: number | null = null
  return {
    admit(now, most) {
      if ((times[0] ?? now) <= now - minuteMs) times = times.filter((at) => at > now - minuteMs)
      if (times.length < most) {
        times.push(now)
        return 'in'
      }
      if (saidAt !== null && saidAt > now - minuteMs) return 'over'
      saidAt = now
      return 'first'
    },
  }
}
