import type { BigIntStats } from 'node:fs'

/** What of a file changes when its content does: size, time (ns) and place on the disk. */
export const stampOf = ({ size, mtimeNs, ino }: BigIntStats): string => `${size}:${mtimeNs}:${ino}`

interface Waiting {
  stamp: string
  /** Steady milliseconds at which it was first seen like this. */
  since: number
  isRipe: boolean
}

/** Files that are new, until they have stood still for long enough and are done with. */
export interface Settling {
  /** A file as it is now. Its time begins anew when it has changed. */
  see(path: string, stamp: string, now: number): void
  drop(path: string): void
  /** Files whose time is over: look whether they are still the same, then call `ripen`. */
  due(now: number): string[]
  ripen(path: string): void
  /** Begins anew, as if it had changed. */
  again(path: string, now: number): void
  stamp(path: string): string | null
  /** Those that stand still, and those that do not yet. */
  ripe(): string[]
  unripe(): string[]
  /** When the next one is due, or null. */
  nextDue(): number | null
}

/** A list for files that must stand still for so long. */
export function createSettling(settleMs: number): Settling {
  const all = new Map<string, Waiting>()
  const those = (isRipe: boolean) => [...all].filter(([, one]) => one.isRipe === isRipe).map(([path]) => path)
  return {
    see(path, stamp, now) {
      if (all.get(path)?.stamp !== stamp) all.set(path, { stamp, since: now, isRipe: false })
    },
    drop: (path) => void all.delete(path),
    due: (now) => those(false).filter((path) => now - (all.get(path)?.since ?? now) >= settleMs),
    ripen(path) {
      const one = all.get(path)
      if (one) one.isRipe = true
    },
    again(path, now) {
      const one = all.get(path)
      if (one) all.set(path, { ...one, since: now, isRipe: false })
    },
    stamp: (path) => all.get(path)?.stamp ?? null,
    ripe: () => those(true),
    unripe: () => those(false),
    nextDue() {
      let next: number | null = null
      for (const { since, isRipe } of all.values())
        if (!isRipe && (next === null || since + settleMs < next)) next = since + settleMs
      return next
    },
  }
}
