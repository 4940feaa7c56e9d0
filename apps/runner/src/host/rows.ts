import { hash } from 'node:crypto'
import type { Row } from '@segue/engine'
import type { Database } from '../store/database.ts'
import { createGenerations } from './generations.ts'

/** Rows of actors. Written once per commit, however many events they had in it. */
export interface Rows {
  get(actor: string): Row | null
  /** Takes the row after an event; returns its hash for the journal. */
  put(row: Row): string
  /** Writes what changed. Called inside the transaction. */
  flush(): void
  /** Forgets all that is not on disk. */
  forget(): void
}

const cached = 8000

/** Hash of a row's state and context: what a replay compares. */
export const rowHash = (state: string, context: string): string =>
  hash('sha256', state + context, 'hex').slice(0, 16)

const insert = 'INSERT OR REPLACE INTO rows (actor, machine, state, context, seq) VALUES (?, ?, ?, ?, ?)'
const update = 'UPDATE rows SET machine = ?, state = ?, context = ?, seq = ? WHERE actor = ?'

/** Opens the rows of a store. */
export function openRows(db: Database): Rows {
  const cache = createGenerations<Row>(cached)
  const changed = new Map<string, { row: Row; context: string; isNew: boolean }>()
  return {
    get(actor) {
      const known = changed.get(actor)?.row ?? cache.get(actor)
      if (known) return known
      const row = db.get('SELECT machine, state, context, seq FROM rows WHERE actor = ?', actor)
      if (!row) return null
      const { machine, state, context, seq } = row
      const read: Row = {
        actor,
        machine: String(machine),
        state: String(state),
        context: JSON.parse(String(context)),
        seq: Number(seq),
      }
      cache.set(actor, read)
      return read
    },
    put(row) {
      const context = JSON.stringify(row.context)
      const isNew = changed.get(row.actor)?.isNew ?? cache.get(row.actor) === undefined
      changed.set(row.actor, { row, context, isNew })
      return rowHash(row.state, context)
    },
    flush() {
      for (const [actor, { row, context, isNew }] of changed) {
        if (isNew) db.run(insert, actor, row.machine, row.state, context, row.seq)
        else db.run(update, row.machine, row.state, context, row.seq, actor)
        cache.set(actor, row)
      }
      changed.clear()
    },
    forget() {
      changed.clear()
      cache.clear()
    },
  }
}
