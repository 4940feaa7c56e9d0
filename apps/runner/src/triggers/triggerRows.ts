import { Failure, fail, Trigger } from '@segue/protocol'
import type { Database } from '../store/database.ts'

/** A trigger as it is stored. */
export interface Stored {
  trigger: Trigger
  /** Epoch milliseconds up to which its moments are decided. */
  decidedTo: number
  /** Moments up to here are no longer written down, and decided all the same. */
  trimmedTo: number
  /** Why its last firing could not start. */
  failure: Failure | null
}

/** Triggers in the store. */
export interface TriggerRows {
  /** Oldest first; of one recipe, or all. */
  all(recipeId?: string): Stored[]
  find(id: string): Stored | null
  /** Fails with `trigger.unknown`. */
  get(id: string): Stored
  /** Adds or replaces one; its moments up to `decidedTo` are over. */
  put(trigger: Trigger, decidedTo: number): void
  decide(id: string, decidedTo: number): void
  /** Null: it works again. */
  fail(id: string, failure: Failure | null): void
  remove(id: string): void
}

/** Opens the triggers of a store. */
export function openTriggerRows(db: Database): TriggerRows {
  const find = (id: string): Stored | null => {
    const row = db.get('SELECT * FROM triggers WHERE id = ?', id)
    return row ? read(row) : null
  }
  return {
    find,
    all: (recipeId) =>
      (recipeId === undefined
        ? db.all('SELECT * FROM triggers ORDER BY rowid')
        : db.all('SELECT * FROM triggers WHERE recipe_id = ? ORDER BY rowid', recipeId)
      ).map(read),
    get: (id) => find(id) ?? unknown(id),
    put(trigger, decidedTo) {
      db.run(
        `INSERT INTO triggers (id, recipe_id, document, decided_to) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET recipe_id = excluded.recipe_id, document = excluded.document,
           decided_to = excluded.decided_to`,
        trigger.id,
        trigger.recipeId,
        JSON.stringify(trigger),
        decidedTo,
      )
    },
    decide: (id, decidedTo) => void db.run('UPDATE triggers SET decided_to = ? WHERE id = ?', decidedTo, id),
    fail: (id, failure) =>
      void db.run('UPDATE triggers SET failure = ? WHERE id = ?', failure && JSON.stringify(failure), id),
    remove(id) {
      db.run('DELETE FROM firings WHERE trigger_id = ?', id)
      db.run('DELETE FROM triggers WHERE id = ?', id)
    },
  }
}

const read = (row: Record<string, unknown>): Stored => ({
  trigger: Trigger.parse(JSON.parse(String(row.document))),
  decidedTo: Number(row.decided_to),
  trimmedTo: Number(row.trimmed_to),
  failure: row.failure === null ? null : Failure.parse(JSON.parse(String(row.failure))),
})

function unknown(id: string): never {
  throw fail({
    code: 'trigger.unknown',
    message: `There is no trigger ${id}.`,
    hint: 'It may have been removed. `segue trigger list` lists them.',
    kind: 'input',
  })
}
