import { fail, type ScheduleSettings } from '@segue/protocol'
import { type Cron, dayMs, nextWall, parseCron } from './cron.ts'
import { wallOf } from './wall.ts'
import { readWhen } from './when.ts'
import { readZone } from './zones.ts'

/** When a schedule fires, worked out. */
export interface Rule {
  /** As it is kept. */
  readonly when: string
  readonly zone: string
  /** Epoch milliseconds of the first moment after this one, or null. */
  next(after: number): number | null
}

const units = { second: 1000, minute: 60_000, hour: 3_600_000 } as const
/** From one 29 February to the next there are eight years at most. */
const horizonMs = 9 * 366 * dayMs

/**
 * Reads what a schedule says. Cron goes by the clock on the wall: fixed times that are left out in spring come once, at
 * the first moment after the gap, and those that come twice in autumn come once; with `*` in the minutes or the hours
 * every time that the wall shows counts. `every` goes by elapsed time. Fails with `schedule.unreadable`,
 * `schedule.never` and `schedule.unknown_zone`.
 */
export function readRule(settings: Pick<ScheduleSettings, 'when' | 'zone'>): Rule {
  const zone = readZone(settings.zone)
  const when = readWhen(settings.when)
  const [, count, unit] = /^every (\d+) (second|minute|hour)s$/.exec(when) ?? []
  if (count !== undefined) {
    const step = Number(count) * units[unit as keyof typeof units] // the pattern names these only
    const midnight = Date.UTC(2000, 0, 1)
    const start = midnight - wallOf(zone).offsetAt(midnight)
    return { when, zone, next: (after) => start + (Math.floor((after - start) / step) + 1) * step }
  }
  const cron = parseCron(when)
  if (typeof cron === 'string') throw new Error(`${when} is not as it is kept: ${cron}`)
  if (nextWall(cron, Date.UTC(2024, 0, 1), Date.UTC(2033, 0, 1)) === null)
    throw fail({
      code: 'schedule.never',
      message: `“${settings.when}” never comes.`,
      hint: 'Look at its day and month: no calendar has them together.',
      kind: 'input',
    })
  return { when, zone, next: (after) => nextByWall(cron, zone, after) }
}

/** Goes from one setting of the clocks to the next. */
function nextByWall(cron: Cron, zone: string, after: number): number | null {
  const wall = wallOf(zone)
  for (let at = after + 1; at < after + horizonMs; ) {
    const { stretch, shown } = wall.at(at)
    const { from, to, offset } = stretch
    // Fixed times that the wall has shown are over; those that it left out come when it goes on.
    const seen = cron.isInterval || shown === null ? from + offset : shown
    if (at === from && seen < from + offset && nextWall(cron, seen, from + offset) !== null) return from
    const found = nextWall(cron, Math.max(at + offset, seen), to + offset)
    if (found !== null) return found - offset
    at = to
  }
  return null
}

/** The next so many moments. */
export function nextOf(rule: Rule, after: number, count: number): number[] {
  const found: number[] = []
  for (let at = rule.next(after); at !== null && found.length < count; at = rule.next(at)) found.push(at)
  return found
}

/** The newest moments in (after, upTo], at most so many, oldest first; `more`: there are older ones. */
export function newestOf(
  rule: Rule,
  { after, upTo, most }: { after: number; upTo: number; most: number },
): { moments: number[]; more: boolean } {
  for (let span = 60_000; ; span *= 2) {
    const from = Math.max(after, upTo - span)
    const found: number[] = []
    for (let at = rule.next(from); at !== null && at <= upTo; at = rule.next(at)) found.push(at)
    if (from === after || found.length >= most)
      return { moments: found.slice(-most), more: found.length > most || from > after }
  }
}
