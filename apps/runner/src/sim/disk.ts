import { DatabaseSync } from 'node:sqlite'
import { type Database, useDatabase } from '../store/database.ts'
import { migrate } from '../store/openFile.ts'
import type { Life } from './life.ts'

/** The disk of a simulated machine: a store in memory that outlives its processes. */
export interface Disk {
  /** The store as a process has it. A dead one changes nothing any more. */
  open(life: Life): Database
  /** Takes nothing while this is true. */
  full: boolean
  /** When it refused something last, on the clock that it was made with: who wanted it tries again a second later. */
  readonly refusedAt: number
  /** As the invariants see it, past every process. */
  readonly store: Database
  /** Calls back after everything that a process has stored. */
  onCommit: (life: Life) => void
}

/** What ends a transaction that a process did not live to see stored. */
const lost = new Error('lost')
const noSpace = () =>
  Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })

let made: { file: DatabaseSync; store: Database } | undefined

/** The tables are made once and emptied for each world, which takes a thirtieth of the time. */
function emptyStore(triggers: string): { file: DatabaseSync; store: Database } {
  if (!made) {
    const file = new DatabaseSync(':memory:')
    migrate(file)
    file.exec(triggers)
    made = { file, store: useDatabase(file, ':memory:') }
  }
  const { file, store } = made
  const names = store.all(
    `SELECT name FROM sqlite_schema WHERE type = 'table'
     UNION ALL SELECT 'temp.' || name FROM temp.sqlite_schema WHERE type = 'table'`,
  )
  for (const { name } of names) file.exec(`DELETE FROM ${name}`)
  return made
}

/** An empty disk. `triggers`: SQL that watches what is written, the same at every call; `now` in milliseconds. */
export function createDisk(triggers: string, now: () => number): Disk {
  const { file, store } = emptyStore(triggers)
  let refusedAt = Number.NEGATIVE_INFINITY
  const disk: Disk = {
    full: false,
    get refusedAt() {
      return refusedAt
    },
    store,
    onCommit: () => {},
    open(life) {
      const own = useDatabase(file, ':memory:', { own: true })
      let within = false
      const tx = <T>(work: () => T): T => {
        if (within) return work()
        within = true
        const results: T[] = []
        try {
          own.tx(() => {
            results.push(work())
            if (life.dead || life.passes()) throw lost
            if (!disk.full) return
            refusedAt = now()
            throw noSpace()
          })
          disk.onCommit(life)
          life.passes()
        } catch (error) {
          if (error !== lost) throw error
        } finally {
          within = false
        }
        // A process that has died goes on in a dream: what it does from here on reaches nothing.
        return results[0] as T // `work` has returned
      }
      return {
        file: own.file,
        all: own.all,
        get: own.get,
        run: (sql, ...values) => tx(() => own.run(sql, ...values)),
        tx,
        close: () => {},
      }
    },
  }
  return disk
}
