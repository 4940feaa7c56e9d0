import type { Clock } from '../host/clock.ts'

/** Why nobody looked at a moment when it came. */
export type Absence = 'off' | 'asleep' | 'set' | 'busy'

/** Knows when this process was not there, by three clocks: of the wall, of time awake, and of time since the boot. */
export interface Absences {
  /** Compares the clocks; whoever looks at moments calls it before. */
  look(): void
  /** Why nobody looked at this moment (epoch milliseconds), which is over. */
  why(at: number): Absence
}

interface Span {
  from: number
  to: number
  why: 'asleep' | 'set'
}

/** A shorter sleep misses nothing; time since the boot is known to a second on some systems. */
const leastMs = 5000
const kept = 100

/** Watches from now on; what was before is `off`. */
export function watchAbsences(clock: Clock): Absences {
  const read = () => ({ wall: clock.now(), awake: clock.steady(), booted: clock.sinceBoot() })
  let last = read()
  let opened = last.wall
  let spans: Span[] = []
  const add = (span: Span) => {
    if (span.to - span.from < leastMs) return
    spans = [...spans.slice(1 - kept), span]
  }
  return {
    look() {
      const now = read()
      const passed = now.booted - last.booted
      const slept = passed - (now.awake - last.awake)
      // As the clock stood before somebody set it.
      const until = last.wall + passed
      if (slept >= leastMs) add({ from: last.wall, to: Math.min(until, now.wall), why: 'asleep' })
      add({ from: until, to: now.wall, why: 'set' })
      if (now.wall < opened) opened = now.wall
      last = now
    },
    why(at) {
      if (at < opened) return 'off'
      return spans.findLast(({ from, to }) => at > from && at <= to)?.why ?? 'busy'
    },
  }
}

const words: Record<Absence, string> = {
  off: 'Segue was off',
  asleep: 'the machine was asleep',
  set: 'the clock was set past it',
  busy: 'Segue was too busy to look',
}

/** Why nobody looked, as the history says it. */
export const absenceWords = (absence: Absence): string => words[absence]
