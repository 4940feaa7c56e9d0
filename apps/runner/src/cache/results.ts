import { z } from 'zod'
import type { Values } from '../host/hostTypes.ts'
import type { Database } from '../store/database.ts'
import type { Buffers } from './buffer.ts'

/** Outputs of a step that need not run again. */
export interface KeptResult {
  outputs: Values
  /** What it took to make them. */
  ms: number
}

export interface NewResult extends KeptResult {
  /** Id of the node type. */
  type: string
  /** Of all files that the outputs need. */
  bytes: number
}

/** Results by their key. */
export interface Results {
  has(key: string): boolean
  get(key: string): KeptResult | null
  put(key: string, result: NewResult): void
  /** It was good for something today. */
  used(key: string): void
  remove(key: string): void
}

const JsonMap = z.record(z.string(), z.json())

/** Opens the results of a store. `now` gives epoch milliseconds. */
export function openResults(db: Database, buffers: Buffers, now: () => number): Results {
  const fresh = buffers.open<NewResult>((key, { type, outputs, ms, bytes }) => {
    const at = now()
    db.run(
      'INSERT OR REPLACE INTO results (key, type, outputs, ms, bytes, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      key,
      type,
      JSON.stringify(outputs),
      Math.round(ms),
      bytes,
      at,
      at,
    )
  })
  const touched = buffers.open<number>(
    (key, at) => void db.run('UPDATE results SET used_at = ? WHERE key = ?', at, key),
  )
  return {
    has: (key) =>
      fresh.get(key) !== undefined || db.get('SELECT 1 FROM results WHERE key = ?', key) !== undefined,
    get(key) {
      const known = fresh.get(key)
      if (known) return known
      const row = db.get('SELECT outputs, ms FROM results WHERE key = ?', key)
      return row ? { outputs: JsonMap.parse(JSON.parse(String(row.outputs))), ms: Number(row.ms) } : null
    },
    put: (key, result) => fresh.set(key, result),
    used: (key) => touched.set(key, now()),
    remove(key) {
      buffers.flush()
      db.run('DELETE FROM results WHERE key = ?', key)
    },
  }
}
