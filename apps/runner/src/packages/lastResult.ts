import type { RecipesService } from '@segue/api'
import type { RunView } from '@segue/protocol'
import type { SqliteHost } from '../host/sqliteHost.ts'
import type { Database } from '../store/database.ts'

export interface ResultTools {
  db: Database
  host: Pick<SqliteHost, 'runs'>
  recipes: Pick<RecipesService, 'sample'>
}

/** The newest run of a recipe that succeeded as a whole, else the result that came with it, else null. */
export async function lastResult(
  { db, host, recipes }: ResultTools,
  recipeId: string,
): Promise<RunView | null> {
  const row = db.get(
    `SELECT id FROM runs WHERE recipe_id = ? AND status = 'succeeded' AND parent_run IS NULL
     ORDER BY created_at DESC LIMIT 1`,
    recipeId,
  )
  if (row) return host.runs.view(String(row.id))
  return db.get('SELECT 1 FROM recipes WHERE id = ?', recipeId) ? recipes.sample(recipeId) : null
}
