import { fail } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'

/** One fact of the studio in the store of the home. */
export interface Kept<T> {
  /** Null when nothing was kept yet. Fails with `studio.damaged`; what is stored stays as it is. */
  read(): T | null
  /** On disk when it returns. */
  write(value: T): void
}

/** Opens a fact by its key. */
export function openKept<T>(db: Database, key: string, schema: z.ZodType<T>): Kept<T> {
  return {
    read() {
      const row = db.get('SELECT value FROM meta WHERE key = ?', key)
      if (row === undefined) return null
      const parsed = schema.safeParse(readJson(String(row.value)))
      if (parsed.success) return parsed.data
      throw fail({
        code: 'studio.damaged',
        message: `What the store keeps as ${key} cannot be read: ${z.prettifyError(parsed.error)}`.slice(
          0,
          2000,
        ),
        hint: 'Nothing was replaced. Bring back a backup with `segue restore BACKUP`, or choose another --home.',
        kind: 'environment',
      })
    },
    write(value) {
      db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, JSON.stringify(value))
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
