import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

/** Asks a store beside a live runner. */
export interface Reader {
  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[]
}

/** Reads a store file without changing it. */
export function readStore<T>(file: string, read: (db: Reader) => T): T {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    return read({ all: (sql, ...values) => db.prepare(sql).all(...values) })
  } finally {
    db.close()
  }
}
