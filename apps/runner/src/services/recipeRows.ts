import { fail, type Recipe } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { readDocument } from './recipeDocument.ts'
import { besideOf } from './recipeHeads.ts'
import { keepSave, type SaveFacts } from './recipeSaves.ts'

/** The stored row of a recipe. Fails with `recipe.unknown`. */
export function recipeRow(db: Database, id: string) {
  const row = db.get('SELECT * FROM recipes WHERE id = ?', id)
  if (row) return row
  throw fail({
    code: 'recipe.unknown',
    message: `There is no recipe ${id}.`,
    hint: 'It may have been removed. Open another one from the list.',
    kind: 'input',
  })
}

/** A stored recipe. Fails with `recipe.unknown` and as `readDocument`. */
export const readRecipe = (db: Database, id: string): Recipe =>
  readDocument(String(recipeRow(db, id).document))

/** Stores a recipe of a person's own under its id, and this save in its history. */
export function putRecipe(db: Database, recipe: Recipe, save: SaveFacts = {}): void {
  db.tx(() => {
    const row = db.get('SELECT document, updated_at FROM recipes WHERE id = ?', recipe.id)
    const before = row && {
      recipe: readDocument(String(row.document)),
      at: Number(row.updated_at),
    }
    const { words, head } = besideOf(recipe)
    keepSave(db, { before: before ?? null, after: recipe, ...save })
    db.run(
      `INSERT INTO recipes (id, name, revision, starter, document, updated_at, words, head)
       VALUES (?, ?, ?, NULL, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, revision = excluded.revision,
         document = excluded.document, updated_at = excluded.updated_at, words = excluded.words,
         head = excluded.head`,
      recipe.id,
      recipe.name,
      recipe.revision,
      JSON.stringify(recipe),
      Date.now(),
      words,
      head,
    )
  })
}
