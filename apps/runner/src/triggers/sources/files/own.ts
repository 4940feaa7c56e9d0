import { realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import type { Database } from '../../../store/database.ts'

/** Why a file may not start a recipe although it is new. */
export interface Own {
  /** Whether Segue keeps the outputs of runs there. */
  isOutput(path: string): boolean
  /**
   * Why content at a path is Segue's own, or null: it was delivered exactly there, or runs of this recipe delivered it
   * and something else carried it on.
   */
  why(path: string, artifactId: string, recipeId: string): Promise<string | null>
}

/** Knows what Segue wrote itself. `outputs` is its own folder of results. */
export function createOwn(db: Database, outputs: string): Own {
  return {
    isOutput: (path) => path.startsWith(outputs + sep),
    async why(path, artifactId, recipeId) {
      const real = await realpath(path).catch(() => path)
      const here = db.get(
        'SELECT 1 FROM deliveries WHERE artifact_id = ? AND path IN (?, ?)',
        ...[artifactId, path, real],
      )
      if (here) return 'Segue itself delivered it'
      const made = db.get(
        `SELECT 1 FROM deliveries JOIN runs ON runs.id = deliveries.run_id
         WHERE artifact_id = ? AND recipe_id = ?`,
        ...[artifactId, recipeId],
      )
      return made ? 'this recipe itself made it' : null
    },
  }
}
