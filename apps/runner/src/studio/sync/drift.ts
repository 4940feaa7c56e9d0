/** Where an application said that it was. `atMs` is when that was heard, on any clock that never jumps. */
export interface Reading {
  sec: number
  playing: boolean
  /** A position in seconds means another place at another tempo. */
  tempo: number | null
  atMs: number
}

/** Where an application is between two readings. */
export interface RunningClock {
  read(reading: Reading): void
  /** Seconds at a moment; null before the first reading. */
  at(ms: number): number | null
  forget(): void
}

/** Readings that count: about one second of a position that is told four times a second. */
const kept = 4

/** A reading this far from what was expected is a jump, no matter of delays. */
export const jumpSec = 0.25

/**
 * A clock that runs by itself while the application plays. A message is never early but may be late, so of the last
 * readings the one that is furthest ahead is right. A jump, a start and another tempo begin anew.
 */
export function createRunningClock(): RunningClock {
  let last: Reading | null = null
  /** Seconds of the application minus seconds of the clock, of the last readings. */
  let leads: number[] = []

  return {
    read(reading) {
      const lead = reading.sec - reading.atMs / 1000
      const goesOn = last?.playing && reading.playing && last.tempo === reading.tempo
      const near = goesOn && Math.abs(lead - Math.max(...leads)) <= jumpSec
      leads = near ? [...leads, lead].slice(-kept) : [lead]
      last = reading
    },
    at(ms) {
      if (last === null) return null
      return last.playing ? Math.max(...leads) + ms / 1000 : last.sec
    },
    forget() {
      last = null
      leads = []
    },
  }
}

/**
 * How far a follower may be off: one frame of its own rate, less than which nobody sees. Live has no frames; it may be
 * off by 40 ms, a frame at 25 per second, because sound that is ahead of the picture is noticed from 45 ms on
 * (ITU-R BT.1359-1).
 */
export const toleranceSec = (fps: number | null): number => 1 / (fps ?? 25)
