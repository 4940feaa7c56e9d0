import type { Effect } from '@segue/engine'
import type { Database } from '../store/database.ts'
import type { Mail } from './mail.ts'

/** Timers in the store, so that they survive a restart. Changes are called inside a transaction. */
export interface Timers {
  set(actor: string, timer: Pick<Effect & { t: 'timer' }, 'timer' | 'epoch' | 'at'>): void
  drop(actor: string, timer: Pick<Effect & { t: 'untimer' }, 'timer' | 'epoch'>): void
  /** Turns timers that are due into mail; how many there were. */
  fire(now: number, mail: Mail): number
  /**
   * The wall clock moved by so many milliseconds: what counts a length of time moves with it, and what waits for a
   * moment that people see stays.
   */
  shift(ms: number): void
  /** Epoch milliseconds of the next timer, or null. */
  next(): number | null
  /** Reads everything from disk again. */
  reload(): void
}

/** Opens the timers of a store. */
export function openTimers(db: Database): Timers {
  /** Undefined: not known, look. */
  let next: number | null | undefined
  const look = (): number | null => {
    if (next !== undefined) return next
    const at = db.get('SELECT min(at) AS at FROM timers')?.at
    next = typeof at === 'number' ? at : null
    return next
  }
  return {
    set(actor, { timer, epoch, at }) {
      db.run(
        'INSERT OR REPLACE INTO timers (actor, timer, epoch, at) VALUES (?, ?, ?, ?)',
        actor,
        timer,
        epoch,
        Math.ceil(at),
      )
      next = undefined
    },
    drop(actor, { timer, epoch }) {
      db.run('DELETE FROM timers WHERE actor = ? AND timer = ? AND epoch = ?', actor, timer, epoch)
      next = undefined
    },
    fire(now, mail) {
      const at = look()
      if (at === null || at > now) return 0
      const due = db.all('SELECT actor, timer, epoch FROM timers WHERE at <= ? ORDER BY at', now)
      db.run('DELETE FROM timers WHERE at <= ?', now)
      next = undefined
      for (const row of due) {
        const [actor, timer, epoch] = [String(row.actor), String(row.timer), Number(row.epoch)]
        const id = timer === 'retry' || timer === 'due' ? timer : 'timeout'
        mail.push(actor, { type: 'TIMER', id, epoch }, `${actor}:${timer}:${epoch}`)
      }
      return due.length
    },
    shift(ms) {
      db.run("UPDATE timers SET at = at + ? WHERE timer <> 'due'", ms)
      next = undefined
    },
    next: look,
    reload() {
      next = undefined
    },
  }
}
