import type { SavedVersion } from '@segue/api'
import { diffRecipes, diffSummary, type Recipe } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { readDocument } from './recipeDocument.ts'

/** Saves of one editor this long after the first of them are one version, so that history can be read. */
const foldMs = 60_000
/** What is kept of one recipe besides the versions that somebody named or published: the newest of these. */
export const saveLimits = { count: 200, bytes: 64 * 2 ** 20 }

/** Who saves and why. */
export interface SaveFacts {
  /** One window or program; saves without it stand alone. */
  editor?: string
  /** The revision that this save brings back. */
  restores?: number
}

interface Save extends SaveFacts {
  /** What was stored, and since when; `null` for a new recipe. */
  before: { recipe: Recipe; at: number } | null
  after: Recipe
}

const published = 'SELECT revision FROM recipe_versions WHERE recipe_id = ?'

function insert(db: Database, recipe: Recipe, row: Omit<SavedVersion, 'revision' | 'published' | 'name'>) {
  const document = JSON.stringify(recipe)
  db.run(
    `INSERT INTO recipe_saves (recipe_id, revision, editor, summary, started_at, saved_at, bytes, document)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    recipe.id,
    recipe.revision,
    row.editor,
    row.summary,
    row.startedAt,
    row.savedAt,
    Buffer.byteLength(document),
    document,
  )
}

/** Keeps what a recipe was before history began, so that its first edit can be taken back, too. */
function keepFirst(db: Database, { recipe, at }: { recipe: Recipe; at: number }): void {
  if (saveAt(db, recipe.id, recipe.revision) !== null) return
  insert(db, recipe, { editor: null, summary: '', startedAt: at, savedAt: at })
}

function trim(db: Database, id: string, now: number): void {
  db.run(
    `DELETE FROM recipe_saves WHERE recipe_id = ? AND name = '' AND revision <> ? AND revision NOT IN (${published})
     AND revision IN (SELECT revision FROM (
       SELECT revision, ROW_NUMBER() OVER newest AS place, SUM(bytes) OVER newest AS total FROM recipe_saves
       WHERE recipe_id = ? WINDOW newest AS (ORDER BY revision DESC)
     ) WHERE place > ? OR total > ?)`,
    id,
    now,
    id,
    id,
    saveLimits.count,
    saveLimits.bytes,
  )
}

/** Keeps a save of a recipe as a version. Saves of one editor within a minute become one, unless it has a name. */
export function keepSave(db: Database, { before, after, editor, restores }: Save): void {
  const now = Date.now()
  const whole = { editor: editor ?? null, startedAt: now, savedAt: now }
  if (before === null) return insert(db, after, { ...whole, summary: '' })
  keepFirst(db, before)
  const [last, older] = listSaves(db, after.id, 2)
  const folds =
    last !== undefined &&
    older !== undefined &&
    restores === undefined &&
    editor !== undefined &&
    last.editor === editor &&
    last.name === '' &&
    last.published === null &&
    !last.summary.startsWith(restored) &&
    now - last.startedAt < foldMs
  const base = folds ? saveAt(db, after.id, older.revision) : before.recipe
  const changed = diffSummary(diffRecipes(base ?? before.recipe, after))
  const summary = restores === undefined ? changed : `${restored} ${restores}`
  if (folds) db.run('DELETE FROM recipe_saves WHERE recipe_id = ? AND revision = ?', after.id, last.revision)
  insert(db, after, { ...whole, summary, startedAt: folds ? last.startedAt : now })
  trim(db, after.id, after.revision)
}

const restored = 'Restored version'

/** The saved versions of a recipe, newest first. */
export function listSaves(db: Database, id: string, limit = -1): SavedVersion[] {
  return db
    .all(
      `SELECT revision, name, editor, summary, started_at, saved_at,
         (SELECT max(version) FROM recipe_versions made
          WHERE made.recipe_id = recipe_saves.recipe_id AND made.revision = recipe_saves.revision) AS published
       FROM recipe_saves WHERE recipe_id = ? ORDER BY revision DESC LIMIT ?`,
      id,
      limit,
    )
    .map((row) => ({
      revision: Number(row.revision),
      name: String(row.name),
      editor: row.editor === null ? null : String(row.editor),
      summary: String(row.summary),
      startedAt: Number(row.started_at),
      savedAt: Number(row.saved_at),
      published: row.published === null ? null : Number(row.published),
    }))
}

/** A recipe as it was saved; `null` when that version is not kept. */
export function saveAt(db: Database, id: string, revision: number): Recipe | null {
  const row = db.get('SELECT document FROM recipe_saves WHERE recipe_id = ? AND revision = ?', id, revision)
  return row ? readDocument(String(row.document)) : null
}

/** Gives the version that is stored now, or an older one, a name; an empty one takes it away. Whether it is kept. */
export function nameSave(
  db: Database,
  current: { recipe: Recipe; at: number },
  { revision, name }: { revision: number; name: string },
): boolean {
  return db.tx(() => {
    if (current.recipe.revision === revision) keepFirst(db, current)
    const { id } = current.recipe
    return (
      db.run('UPDATE recipe_saves SET name = ? WHERE recipe_id = ? AND revision = ?', name, id, revision) > 0
    )
  })
}
