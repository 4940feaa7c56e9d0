import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { openFile } from './openFile.ts'
import { storeTrouble, taken } from './storeFailure.ts'

type Value = SQLInputValue

/** A durable SQLite file: WAL, `synchronous=FULL`, prepared statements kept by their text. */
export interface Database {
  readonly file: string
  /** Every row of a query. */
  all(sql: string, ...values: Value[]): Record<string, unknown>[]
  /** The first row, or undefined. */
  get(sql: string, ...values: Value[]): Record<string, unknown> | undefined
  /** Runs a statement; returns how many rows changed. */
  run(sql: string, ...values: Value[]): number
  /** Runs `work` in one transaction; all of it is stored, or none. Nested calls join the outer one. */
  tx<T>(work: () => T): T
  close(): void
}

export interface OpenOptions {
  /**
   * This process is the one that writes. Every later owner makes the transactions of this one fail with
   * `store.taken`, whatever the lock says.
   */
  own?: boolean
}

/**
 * Opens (and migrates) a store. Fails with `store.damaged` when SQLite cannot read it and with `store.newer` when a
 * newer Segue wrote it; the file is never replaced.
 */
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  return useDatabase(openFile(file), file, options)
}

/** The same over an open connection to a migrated store; `file` is what it is called. */
export function useDatabase(db: DatabaseSync, file: string, { own = false }: OpenOptions = {}): Database {
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    statements.set(sql, made)
    return made
  }
  const epoch = own ? nextEpoch(db, file) : null
  const checkOwner = () => {
    if (epoch === null) return
    const now = Number(prepare("SELECT value FROM meta WHERE key = 'epoch'").get()?.value)
    if (now !== epoch) throw taken(file)
  }
  let depth = 0
  const tx = <T>(work: () => T): T => {
    if (depth > 0) return work()
    prepare('BEGIN IMMEDIATE').run()
    depth = 1
    try {
      checkOwner()
      const result = work()
      prepare('COMMIT').run()
      return result
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    } finally {
      depth = 0
    }
  }
  const run: Database['run'] = (sql, ...values) => Number(prepare(sql).run(...values).changes)
  return {
    file,
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    run: (sql, ...values) =>
      depth > 0 || epoch === null ? run(sql, ...values) : tx(() => run(sql, ...values)),
    tx,
    close: () => db.close(),
  }
}

/** Counts owners. Fails with `store.full` or `store.busy`. */
function nextEpoch(db: DatabaseSync, file: string): number {
  try {
    const row = db
      .prepare(
        `INSERT INTO meta (key, value) VALUES ('epoch', '1')
         ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`,
      )
      .get()
    return Number(row?.value)
  } catch (error) {
    db.close()
    throw storeTrouble(error)?.error(file) ?? error
  }
}
