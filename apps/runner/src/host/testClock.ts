import type { Clock } from './clock.ts'

/** A clock that stands still until a test moves it. */
export interface TestClock {
  clock: Clock
  /** The next thing that was put off, or that is due. */
  next(): (() => void) | undefined
  pass(ms: number): void
  /** The machine sleeps for so long. */
  sleep(ms: number): void
  /** Somebody sets the clock of the machine on by so much, or back. */
  set(ms: number): void
  /** Forgets everything that waits, as a dead process does. */
  forget(): void
}

/** Makes a clock that stands at some moment. */
export function createTestClock(): TestClock {
  let now = 1_000_000
  let awake = 0
  let booted = 0
  let alarms: { at: number; ring: () => void }[] = []
  let work: (() => void)[] = []
  const clock: Clock = {
    now: () => now,
    steady: () => awake,
    sinceBoot: () => booted,
    alarm(at, ring) {
      const one = { at, ring }
      alarms.push(one)
      return () => {
        alarms = alarms.filter((other) => other !== one)
      }
    },
    defer: (one) => void work.push(one),
  }
  return {
    clock,
    next() {
      const due = alarms.find(({ at }) => at <= now)
      if (!due) return work.shift()
      alarms = alarms.filter((one) => one !== due)
      return due.ring
    },
    pass(ms) {
      now += ms
      awake += ms
      booted += ms
    },
    sleep(ms) {
      now += ms
      booted += ms
    },
    set(ms) {
      now += ms
    },
    forget() {
      alarms = []
      work = []
    },
  }
}
