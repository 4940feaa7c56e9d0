import { failureOf, type ScheduleSettings, type Trigger } from '@segue/protocol'
import { absenceWords, watchAbsences } from '../awake/absences.ts'
import type { Clock } from '../host/clock.ts'
import type { Logger } from '../log/logger.ts'
import type { FiringRow, Firings } from './firings.ts'
import { jitterOf } from './jitter.ts'
import { fates, mayBegin, onTimeMs } from './misfire.ts'
import { newestOf, type Rule, readRule } from './rule.ts'
import { isByPerson, type Starter, type Todo } from './starter.ts'
import type { TriggerRows } from './triggerRows.ts'

/** Fires schedules at their moments. */
export interface Schedules {
  /** A trigger was added, changed or removed. */
  look(id: string): void
  close(): void
}

interface Plan {
  trigger: Trigger
  settings: ScheduleSettings
  rule: Rule
  /** Up to here everything is decided. */
  cursor: number
  next: number | null
}

/** Missed moments that are written down one by one, beside those that are made up. */
const shownMissed = 100
const retryMs = 1000
/** The clock was set back when it is more than this behind what it was. */
const leastBackMs = 1000

export interface SchedulesOptions {
  rows: TriggerRows
  firings: Firings
  starter: Starter
  clock: Clock
  log: Pick<Logger, 'warn'>
}

/** Takes up what an earlier process left, and goes on from there. */
export function openSchedules({ rows, firings, starter, clock, log }: SchedulesOptions): Schedules {
  const plans = new Map<string, Plan>()
  const absences = watchAbsences(clock)
  const why = (at: number) => absenceWords(absences.why(at))
  let seen = clock.now()
  let closed = false
  let callOff = () => {}

  const aim = (plan: Plan, cursor: number) => {
    plan.cursor = cursor
    plan.next = plan.rule.next(cursor)
  }
  const look = (id: string) => {
    plans.delete(id)
    const stored = rows.find(id)
    if (!stored?.trigger.enabled) return
    const { trigger, decidedTo, trimmedTo } = stored
    const { settings } = trigger
    if (settings.kind !== 'schedule') return
    const plan: Plan = { trigger, settings, rule: readRule(settings), cursor: 0, next: null }
    // A clock that was ahead must not keep it silent: what was decided is never decided again anyhow.
    aim(plan, Math.max(Math.min(decidedTo, clock.now()), trimmedTo))
    plans.set(id, plan)
  }
  const decide = (plan: Plan, now: number, todo: Todo) => {
    const { trigger, rule, cursor } = plan
    const { misfire, jitterSec } = plan.settings
    const most = shownMissed + (misfire.run === 'all' ? misfire.most : 1)
    const { moments, more } = newestOf(rule, { after: cursor, upTo: now, most })
    const open = moments.filter((at) => firings.find(trigger.id, String(at)) === null)
    const past = open.filter((at) => now - at > onTimeMs)
    const base = { triggerId: trigger.id, decidedAt: now }
    for (const [i, one] of fates(misfire, past, { now, isNewer: past.length < open.length, why }).entries()) {
      const firing = { ...base, key: String(one.at), at: one.at, dueAt: now }
      if (one.fate === 'run') {
        const reason = `${why(one.at)} at its moment; it is made up`
        starter.take(trigger, { ...firing, reason }, { madeUp: true }, todo)
      } else {
        const earlier = more && i === 0 ? `, and so are all since ${new Date(cursor).toISOString()}` : ''
        firings.add({ ...firing, outcome: one.fate, reason: one.reason + earlier })
      }
    }
    for (const at of open.slice(past.length)) {
      const dueAt = at + jitterOf(trigger.id, at, jitterSec)
      const firing = { ...base, key: String(at), at, dueAt, reason: 'at its moment' }
      starter.take(trigger, firing, { madeUp: false }, todo)
    }
    rows.decide(trigger.id, now)
  }
  /** A firing whose jitter is over. */
  const ripen = (row: FiringRow, now: number, todo: Todo) => {
    const { trigger } = rows.get(row.triggerId)
    const late = now - row.dueAt
    if (late <= onTimeMs || mayBegin(trigger.settings, late))
      starter.admit(trigger, row, { madeUp: late > onTimeMs }, todo)
    else firings.change(row.seq, { outcome: 'late', reason: `${why(row.dueAt)} when it was due` })
  }
  const work = () => {
    absences.look()
    const now = clock.now()
    if (now < seen - leastBackMs) for (const id of [...plans.keys()]) look(id)
    seen = now
    const due = [...plans.values()].filter(({ next }) => next !== null && next <= now)
    const isRipe = (firings.nextDue() ?? Number.POSITIVE_INFINITY) <= now
    if (due.length === 0 && !isRipe) return
    starter.decide((todo) => {
      for (const plan of due) decide(plan, now, todo)
      for (const row of firings.open('soon').filter(({ dueAt }) => dueAt <= now)) ripen(row, now, todo)
    })
    for (const plan of due) aim(plan, now)
  }
  const tick = () => {
    if (closed) return
    let earliest = 0
    try {
      work()
    } catch (error) {
      // Nothing is lost: what is not decided is looked at again, and its lateness counts.
      log.warn({ error: failureOf(error) }, 'schedules could not be decided; they are looked at again')
      earliest = clock.now() + retryMs
    }
    arm(earliest)
  }
  const arm = (earliest: number) => {
    callOff()
    const times = [...plans.values()].flatMap(({ next }) => next ?? [])
    const at = Math.max(earliest, Math.min(firings.nextDue() ?? Number.POSITIVE_INFINITY, ...times))
    callOff = Number.isFinite(at) ? clock.alarm(at, tick) : () => {}
  }
  const recover = () => {
    const now = clock.now()
    for (const row of firings.open('starting')) {
      const settings = rows.find(row.triggerId)?.trigger.settings
      if (!settings) continue
      starter.resume(row, { late: !isByPerson(row) && !mayBegin(settings, now - row.dueAt) })
    }
    for (const triggerId of new Set(firings.open('queued').map((row) => row.triggerId)))
      starter.release(triggerId)
  }
  for (const { trigger } of rows.all())
    try {
      look(trigger.id)
    } catch (error) {
      // Only its own view says so: a zone that this machine does not know stops no other schedule.
      log.warn({ error: failureOf(error), trigger: trigger.id }, 'a schedule cannot be read')
    }
  recover()
  tick()
  return {
    look(id) {
      look(id)
      tick()
    },
    close() {
      closed = true
      callOff()
    },
  }
}
