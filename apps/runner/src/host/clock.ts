import { uptime } from 'node:os'

/** Time as the host sees it, so that tests can own it. */
export interface Clock {
  /** Epoch milliseconds. Jumps when somebody sets the clock. */
  now(): number
  /** Milliseconds since some moment that this machine was awake. Never jumps. */
  steady(): number
  /** Milliseconds since this machine was started, asleep or awake; to a second or better. Never jumps. */
  sinceBoot(): number
  /** Calls `ring` at or after `at`, or before: whoever waits for a moment looks again. Returns how to call it off. */
  alarm(at: number, ring: () => void): () => void
  /** Calls `work` soon, after the caller is done. */
  defer(work: () => void): void
}

/** Alarms ring at least this often, so that a clock that was set is noticed. */
const longestMs = 5000
/** Nobody looked for this long although alarms ring more often: the machine slept. */
const asleepMs = 60_000

/**
 * Counts time awake. Node's own steady clock stands still while Linux sleeps, and goes on while macOS and Windows do
 * (libuv's uv_hrtime), so gaps are left out.
 */
export function awakeClock(hrtime: () => number): () => number {
  let seen = hrtime()
  let awake = 0
  return () => {
    const gap = hrtime() - seen
    seen += gap
    if (gap < asleepMs) awake += gap
    return awake
  }
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  steady: awakeClock(() => performance.now()),
  // Time asleep is in it: CLOCK_BOOTTIME on Linux, now less kern.boottime on macOS, GetTickCount64 on Windows (libuv's uv_uptime).
  sinceBoot: () => uptime() * 1000,
  alarm(at, ring) {
    const timer = setTimeout(ring, Math.min(Math.max(at - Date.now(), 0), longestMs))
    return () => clearTimeout(timer)
  },
  defer: (work) => void setImmediate(work),
}
