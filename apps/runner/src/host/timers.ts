import type { TimerId } from '@segue/engine'
import type { Database } from '../store/database.ts'
import type { Clock } from './clock.ts'
import type { Ledger } from './ledger.ts'

/** Wakes the host when the next stored timer is due. Timers live in the store, so they survive a restart. */
export interface Timers {
  /** Looks at the store again and sets the alarm. */
  arm(): void
  stop(): void
}

/** `onDue` is called after due timers became events. */
export function createTimers(
  db: Database,
  ledger: Ledger,
  { clock, onDue }: { clock: Clock; onDue: () => void },
): Timers {
  let callOff = () => {}
  const ring = () => {
    const due = db.all('SELECT actor, timer, epoch FROM timers WHERE at <= ? ORDER BY at', clock.now())
    db.tx(() => {
      for (const row of due) {
        const [actor, timer, epoch] = [String(row.actor), String(row.timer), Number(row.epoch)]
        db.run('DELETE FROM timers WHERE actor = ? AND timer = ? AND epoch = ?', actor, timer, epoch)
        const id: TimerId = timer === 'retry' ? 'retry' : 'timeout'
        ledger.push(actor, { type: 'TIMER', id, epoch }, `${actor}:${timer}:${epoch}`)
      }
    })
    if (due.length > 0) onDue()
    arm()
  }
  const arm = () => {
    callOff()
    const next = db.get('SELECT min(at) AS at FROM timers')?.at
    callOff = typeof next === 'number' ? clock.alarm(next, ring) : () => {}
  }
  return { arm, stop: () => callOff() }
}
