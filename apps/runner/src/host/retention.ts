import type { Database } from '../store/database.ts'
import { below } from './actors.ts'
import type { History } from './hostTypes.ts'

const dayMs = 86_400_000

/**
 * Settled runs to remove, oldest first: those that ended longer ago than `days`, those that are more than
 * `runsPerRecipe` of one recipe, then as many as it takes to get down to `steps`. Never kept ones; child runs go with
 * the run that holds them.
 */
export function outdated(db: Database, history: History, now: number): string[] {
  const settled = db.all(
    `SELECT id, ended_at, row_number() OVER (PARTITION BY recipe_id ORDER BY created_at DESC, id DESC) AS place
     FROM runs WHERE parent_run IS NULL AND kept = 0 AND status IN ('succeeded', 'failed', 'cancelled')
     ORDER BY ended_at`,
  )
  let surplus = Number(db.get('SELECT count(*) AS n FROM steps')?.n) - history.steps
  const gone: string[] = []
  for (const { id, ended_at, place } of settled) {
    const isOld = Number(ended_at) < now - history.days * dayMs
    const isBeyond = Number(place) > (history.runsPerRecipe ?? Number.POSITIVE_INFINITY)
    if (!isOld && !isBeyond && surplus <= 0) continue
    const runId = String(id)
    if (surplus > 0) surplus -= stepsIn(db, runId)
    gone.push(runId)
  }
  return gone
}

const stepsIn = (db: Database, runId: string): number =>
  Number(
    db.get(
      'SELECT count(*) AS n FROM steps WHERE run_id = ? OR (run_id > ? AND run_id < ?)',
      runId,
      ...below(runId),
    )?.n,
  )

const byRun = ['steps', 'outputs', 'marks', 'deliveries', 'items', 'journal', 'jobs'] as const
const byActor = ['rows', 'timers', 'inbox'] as const

/** Removes a run and all that hangs on it. Called inside a transaction. */
export function removeRun(db: Database, runId: string): void {
  const inside = below(runId)
  for (const table of byRun)
    db.run(`DELETE FROM ${table} WHERE run_id = ? OR (run_id > ? AND run_id < ?)`, runId, ...inside)
  for (const table of byActor)
    db.run(`DELETE FROM ${table} WHERE actor = ? OR (actor > ? AND actor < ?)`, runId, ...inside)
  db.run('DELETE FROM runs WHERE id = ? OR (id > ? AND id < ?)', runId, ...inside)
}

/** Removes compiled recipes that no run uses any more. Called inside a transaction. */
export function removeUnusedCompiled(db: Database): void {
  db.run('DELETE FROM compiled WHERE hash NOT IN (SELECT compiled FROM runs)')
}
