import type { Clock } from './clock.ts'

/** How far the wall clock has moved by itself: set by hand, by the network, or on a machine that woke up. */
export interface Drift {
  /** Milliseconds since the last `settle`; 0 as long as it is a second or less. */
  look(): number
  /** What `look` says, to be taken in with this transaction. */
  take(): number
  /** What was taken is on disk. */
  settle(): void
  /** What was taken is not. */
  forget(): void
}

const leastMs = 1000

/** Compares the wall clock with the steady one from now on. */
export function watchDrift(clock: Clock): Drift {
  const between = () => clock.now() - clock.steady()
  let known = between()
  let taken = 0
  const look = () => {
    const moved = between() - known
    return Math.abs(moved) > leastMs ? Math.round(moved) : 0
  }
  return {
    look,
    take() {
      taken = look()
      return taken
    },
    settle() {
      known += taken
      taken = 0
    },
    forget() {
      taken = 0
    },
  }
}
