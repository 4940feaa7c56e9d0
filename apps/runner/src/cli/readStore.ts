import type { Home } from '../config/home.ts'
import { type Database, openDatabase } from '../store/database.ts'

/** Reads the store of a home, also beside a live runner. Fails with `store.damaged` and `store.newer`. */
export async function readStore<T>(home: Home, read: (db: Database) => T | Promise<T>): Promise<T> {
  const db = openDatabase(home.database)
  try {
    return await read(db)
  } finally {
    db.close()
  }
}
