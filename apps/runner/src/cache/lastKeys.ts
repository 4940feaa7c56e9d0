import type { Database } from '../store/database.ts'
import type { Buffers } from './buffer.ts'
import { KeyParts } from './key.ts'

/** What a node's newest result depended on and what it took, so that a plan can say what is different now. */
export interface LastKey {
  parts: KeyParts
  /** Null when it was never made, only found. */
  ms: number | null
}

/** The newest key of each node of each recipe. */
export interface LastKeys {
  get(recipeId: string, nodeId: string): LastKey | null
  /** `ms` is kept from before when it is null. */
  set(recipeId: string, nodeId: string, last: LastKey): void
}

/** Opens them on a store. */
export function openLastKeys(db: Database, buffers: Buffers): LastKeys {
  const fresh = buffers.open<LastKey>((key, { parts, ms }) => {
    const [recipeId = '', nodeId = ''] = key.split('/')
    db.run(
      `INSERT INTO last_keys (recipe_id, node_id, parts, ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (recipe_id, node_id) DO UPDATE SET parts = excluded.parts, ms = excluded.ms`,
      recipeId,
      nodeId,
      JSON.stringify(parts),
      ms,
    )
  })
  const stored = (recipeId: string, nodeId: string): LastKey | null => {
    const row = db.get(
      'SELECT parts, ms FROM last_keys WHERE recipe_id = ? AND node_id = ?',
      recipeId,
      nodeId,
    )
    const parts = row ? KeyParts.safeParse(JSON.parse(String(row.parts))) : null
    return parts?.success ? { parts: parts.data, ms: typeof row?.ms === 'number' ? row.ms : null } : null
  }
  const get = (recipeId: string, nodeId: string) =>
    fresh.get(`${recipeId}/${nodeId}`) ?? stored(recipeId, nodeId)
  return {
    get,
    set(recipeId, nodeId, { parts, ms }) {
      const took = ms === null ? (get(recipeId, nodeId)?.ms ?? null) : Math.round(ms)
      fresh.set(`${recipeId}/${nodeId}`, { parts, ms: took })
    },
  }
}
