import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Json } from '../lanes/attempt.ts'
import type { Database } from '../store/database.ts'
import type { Buffers } from './buffer.ts'
import { refsIn } from './files.ts'

/** Parts of steps, such as single frames, by keys that the node types choose. */
export interface Parts {
  /** Null when it is not kept, or a file of it is not. */
  recall(key: string): Json | null
  remember(key: string, value: Json): void
}

/** Opens the parts of a store. `now` gives epoch milliseconds. */
export function openParts(
  { db, buffers, now }: { db: Database; buffers: Buffers; now: () => number },
  artifacts: Pick<ArtifactStore, 'has'>,
): Parts {
  const fresh = buffers.open<Json>((key, value) => {
    const bytes = refsIn(value).reduce((sum, ref) => sum + ref.bytes, 0)
    db.run(
      'INSERT OR REPLACE INTO parts (key, value, bytes, used_at) VALUES (?, ?, ?, ?)',
      key,
      JSON.stringify(value),
      bytes,
      now(),
    )
  })
  const touched = buffers.open<number>(
    (key, at) => void db.run('UPDATE parts SET used_at = ? WHERE key = ?', at, key),
  )
  const find = (key: string): Json | undefined => {
    const row = db.get('SELECT value FROM parts WHERE key = ?', key)
    return row ? JSON.parse(String(row.value)) : undefined
  }
  return {
    recall(key) {
      const value = fresh.get(key) ?? find(key)
      if (value === undefined || !refsIn(value).every(({ artifactId }) => artifacts.has(artifactId)))
        return null
      touched.set(key, now())
      return value
    },
    remember: (key, value) => fresh.set(key, value),
  }
}
