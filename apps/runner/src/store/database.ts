import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { fail } from '@segue/protocol'
import { migrations } from './schema.ts'

type Value = SQLInputValue

/** A durable SQLite file: WAL, `synchronous=FULL`, prepared statements kept by their text. */
export interface Database {
  /** Every row of a query. */
  all(sql: string, ...values: Value[]): Record<string, unknown>[]
  /** The first row, or undefined. */
  get(sql: string, ...values: Value[]): Record<string, unknown> | undefined
  /** Runs a statement; returns how many rows changed. */
  run(sql: string, ...values: Value[]): number
  /** Runs `work` in one transaction; all of it is stored, or none. Nested calls join the outer one. */
  tx<T>(work: () => T): T
  /** Inside a transaction: undoes `work` alone when it throws, and throws on. */
  savepoint<T>(work: () => T): T
  close(): void
}

/**
 * Opens (and migrates) a store. Fails with `store.damaged` when SQLite cannot read it and with `store.newer` when a
 * newer Segue wrote it; the file is never replaced.
 */
export function openDatabase(file: string): Database {
  const db = openFile(file)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    return known
  }
  let depth = 0
  const tx = <T>(work: () => T): T => {
    if (depth > 0) return work()
    db.exec('BEGIN IMMEDIATE')
    depth = 1
    try {
      const result = work()
      db.exec('COMMIT')
      return result
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    } finally {
      depth = 0
    }
  }
  return {
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    tx,
    savepoint(work) {
      db.exec('SAVEPOINT part')
      try {
        return work()
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK TO part')
        throw error
      } finally {
        if (db.isTransaction) db.exec('RELEASE part')
      }
    },
    close: () => db.close(),
  }
}

function openFile(file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file, { timeout: 5000 })
    db.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF',
    )
    migrate(db, file)
    return db
  } catch (error) {
    if (error instanceof Error && 'failure' in error) throw error
    throw fail({
      code: 'store.damaged',
      message: `The store ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Nothing was changed. Copy the file away, then restore a backup, or choose another --home.',
      kind: 'environment',
      severity: 'critical',
    })
  }
}

function migrate(db: DatabaseSync, file: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
  if (version > migrations.length)
    throw fail({
      code: 'store.newer',
      message: `${file} was written by a newer Segue (schema ${version}, this one knows ${migrations.length}).`,
      hint: 'Start the newer Segue, or choose another --home.',
      kind: 'environment',
    })
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version=${index + 1}; COMMIT`)
  }
}
