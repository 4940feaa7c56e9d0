import type { Database } from '../store/database.ts'
import type { References } from './references.ts'

/** Where names of files stand that must never go. Each query gives JSON as `text`. */
const open = `status NOT IN ('succeeded', 'failed', 'cancelled') OR kept = 1`
/** A child run is kept or open with the run that holds it. */
const rootsOf = (which: string) => `WITH RECURSIVE held (id) AS (
  SELECT id FROM runs WHERE ${which}
  UNION SELECT runs.id FROM runs JOIN held ON runs.parent_run = held.id)`
const recipes = [
  `SELECT document AS text FROM recipes`,
  `SELECT document AS text FROM recipe_versions`,
  `SELECT document AS text FROM recipe_saves`,
  `SELECT document AS text FROM triggers`,
  `SELECT run AS text FROM recipe_samples`,
]
/** What an event brought that has not begun its run yet. */
const waiting = [
  `SELECT inputs AS text FROM firings WHERE outcome IN ('soon', 'queued', 'starting') AND inputs IS NOT NULL`,
]
const takes = [`SELECT value AS text FROM takes`, `SELECT inputs AS text FROM takes`]
const heldRuns = (roots: string) => [
  `${roots} SELECT inputs AS text FROM runs WHERE id IN (SELECT id FROM held)`,
  `${roots} SELECT data AS text FROM compiled WHERE hash IN (SELECT compiled FROM runs WHERE id IN (SELECT id FROM held))`,
  `${roots} SELECT data AS text FROM outputs WHERE run_id IN (SELECT id FROM held)`,
  `${roots} SELECT inputs AS text FROM items WHERE run_id IN (SELECT id FROM held)`,
  `${roots} SELECT value AS text FROM marks WHERE run_id IN (SELECT id FROM held)`,
]
const never = [...recipes, ...takes, ...waiting, ...heldRuns(rootsOf(open))]
const history = [
  `SELECT inputs AS text FROM runs`,
  `SELECT data AS text FROM outputs`,
  `SELECT data AS text FROM compiled`,
  // pictures that were made of other files
  `SELECT data AS text FROM previews`,
]

/** Rows looked at before others get their turn. */
const page = 200

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Calls `each` for every row, a page at a time. */
export async function inTurns<T>(rows: readonly T[], each: (row: T) => Promise<void>): Promise<void> {
  for (const [i, row] of rows.entries()) {
    await each(row)
    if (i % page === page - 1) await turn()
  }
}

async function idsOf(db: Database, references: References, queries: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const sql of queries)
    await inTurns(db.all(sql), async ({ text }) => {
      for (const id of await references.in(String(text))) found.add(id)
    })
  return found
}

const byUse = {
  recipes,
  takes,
  kept: heldRuns(rootsOf('kept = 1')),
  open: [...waiting, ...heldRuns(rootsOf("status NOT IN ('succeeded', 'failed', 'cancelled')"))],
  runs: history,
  results: [`SELECT outputs AS text FROM results`, `SELECT value AS text FROM parts`],
} as const

/** Files that one kind of rows names. */
export const heldBy = (db: Database, references: References, use: keyof typeof byUse): Promise<Set<string>> =>
  idsOf(db, references, byUse[use])

/**
 * Files that must stay: of recipes, their versions and triggers, favourites, and of runs that are kept, not finished or
 * about to begin.
 */
export const heldFiles = (db: Database, references: References): Promise<Set<string>> =>
  idsOf(db, references, never)

/** Files that a run of the history still shows. */
export const shownFiles = (db: Database, references: References): Promise<Set<string>> =>
  idsOf(db, references, history)
