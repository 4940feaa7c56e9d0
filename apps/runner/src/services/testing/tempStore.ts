import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../store/database.ts'

/** A store of its own, gone with the test. */
export function tempStore(): Database {
  const folder = mkdtempSync(join(tmpdir(), 'segue-store-'))
  const db = openDatabase(join(folder, 'segue.db'))
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return db
}
