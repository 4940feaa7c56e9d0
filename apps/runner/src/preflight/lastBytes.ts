import { below } from '../host/actors.ts'
import type { Database } from '../store/database.ts'

/** What the newest run of a recipe that succeeded stored, in bytes, with the runs inside it; null when there is none. */
export function lastBytes(db: Database, recipeId: string): number | null {
  const run = db.get(
    `SELECT id FROM runs WHERE recipe_id = ? AND parent_run IS NULL AND status = 'succeeded'
     ORDER BY created_at DESC LIMIT 1`,
    recipeId,
  )
  if (!run) return null
  const id = String(run.id)
  const rows = db.all(
    'SELECT data FROM outputs WHERE run_id = ? OR (run_id > ? AND run_id < ?)',
    ...[id, ...below(id)],
  )
  const ids = new Set(
    rows.flatMap(({ data }) =>
      [...String(data).matchAll(/"artifactId":"([0-9a-f]{64})"/g)].map(([, one]) => one ?? ''),
    ),
  )
  let bytes = 0
  for (const one of ids) bytes += Number(db.get('SELECT bytes FROM artifacts WHERE id = ?', one)?.bytes ?? 0)
  return bytes
}
