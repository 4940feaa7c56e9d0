import type { TimerId } from '@segue/engine'
import type { Database } from '../store/database.ts'
import type { Ledger } from './ledger.ts'

/** Wakes the host when the next stored timer is due. Timers live in the store, so they survive a restart. */
export interface Timers {
  /** Looks at the store again and sets the alarm. */
  arm(): void
  stop(): void
}

/** `onDue` is called after due timers became events. */
export function createTimers(db: Database, ledger: Ledger, onDue: () => void): Timers {
  let alarm: NodeJS.Timeout | undefined
  const fire = () => {
    const due = db.all('SELECT actor, timer, epoch FROM timers WHERE at <= ? ORDER BY at', Date.now())
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
    clearTimeout(alarm)
    const next = db.get('SELECT min(at) AS at FROM timers')?.at
    if (typeof next !== 'number') return
    alarm = setTimeout(fire, Math.min(Math.max(next - Date.now(), 0), 2 ** 31 - 1))
  }
  return { arm, stop: () => clearTimeout(alarm) }
}
