import { readFile } from 'node:fs/promises'
import { hashOf } from '@segue/engine'
import { mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Values } from '../host/hostTypes.ts'
import type { Json } from '../lanes/attempt.ts'
import type { Database } from '../store/database.ts'
import { canonical, type IdentityOf } from './canonical.ts'
import { refsIn } from './files.ts'

/** What stands for a file in keys when its bytes do not. */
export interface Identities {
  of: IdentityOf
  /**
   * Identifies new outputs of a step: a list that is stored as a file by what it lists, and the files of a step that
   * never makes the same bytes twice by the step's key. `given` are values that the step only passes on.
   */
  learn(outputs: Values, maker: { key: string | null; given: readonly Json[] }): Promise<void>
}

/** What stands for a file that the step of this key makes and whose bytes differ each time. */
export const madeBy = (key: string, port: string, place: number): string => hashOf([key, port, place])

/** Opens them on a store. */
export function openIdentities(db: Database, { path }: Pick<ArtifactStore, 'path'>): Identities {
  const of: IdentityOf = (artifactId) => {
    const row = db.get('SELECT identity FROM identities WHERE artifact_id = ?', artifactId)
    return row ? String(row.identity) : null
  }
  const store = (artifactId: string, identity: string) =>
    void db.run(
      'INSERT OR IGNORE INTO identities (artifact_id, identity) VALUES (?, ?)',
      artifactId,
      identity,
    )
  return {
    of,
    async learn(outputs, { key, given }) {
      const passed = new Set(given.flatMap(refsIn).map(({ artifactId }) => artifactId))
      for (const [port, value] of Object.entries(outputs)) {
        for (const [place, ref] of refsIn(value).entries()) {
          if (passed.has(ref.artifactId)) continue
          if (ref.mime === mimeTypes.list) {
            const list = z.json().parse(JSON.parse(await readFile(await path(ref), 'utf8')))
            store(ref.artifactId, hashOf(canonical(list, of)))
          } else if (key !== null) store(ref.artifactId, madeBy(key, port, place))
        }
      }
    },
  }
}
