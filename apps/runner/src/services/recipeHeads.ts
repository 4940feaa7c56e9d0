import type { RecipeHead } from '@segue/api'
import { type Failure, failureOf, type Recipe } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { readDocument } from './recipeDocument.ts'
import { wordsOf } from './recipeSearch.ts'

/** What a list says of a recipe that stands in no column. */
type Kept = Pick<RecipeHead, 'description' | 'cover' | 'tags' | 'nodes'>

const keptOf = ({ description, cover, tags, graph }: Recipe): Kept => ({
  ...{ description, cover, tags },
  nodes: Object.keys(graph.nodes).length,
})

/** What is stored beside a recipe, so that a list and a search read no documents. */
export const besideOf = (recipe: Recipe): { words: string; head: string } => ({
  words: wordsOf(recipe),
  head: JSON.stringify(keptOf(recipe)),
})

/**
 * Writes what stands beside recipes that have it not: those of an older store, and starters that were planted. One that
 * cannot be read is left as it is; its line in the list says why.
 */
export function indexRecipes(db: Database): void {
  for (const row of db.all(`SELECT id, document FROM recipes WHERE words = '' OR head = ''`)) {
    const { recipe } = readOr(String(row.document))
    if (!recipe) continue
    const { words, head } = besideOf(recipe)
    db.run('UPDATE recipes SET words = ?, head = ? WHERE id = ?', words, head, String(row.id))
  }
}

/** The columns that `headOf` reads. */
export const headColumns = 'id, name, revision, starter, updated_at, archived_at, head'

/** One line of the list. */
export function headOf(db: Database, row: Record<string, unknown>): RecipeHead {
  const id = String(row.id)
  const found = row.head === '' ? readOr(documentOf(db, id)) : null
  const empty: Kept = { description: '', cover: null, tags: [], nodes: 0 }
  return {
    id,
    name: String(row.name),
    revision: Number(row.revision),
    ...(found ? (found.recipe ? keptOf(found.recipe) : empty) : (JSON.parse(String(row.head)) as Kept)), // written by besideOf
    starter: row.starter !== null,
    updatedAt: Number(row.updated_at),
    archivedAt: row.archived_at === null ? null : Number(row.archived_at),
    failure: found?.failure ?? null,
  }
}

const documentOf = (db: Database, id: string): string =>
  String(db.get('SELECT document FROM recipes WHERE id = ?', id)?.document)

function readOr(document: string): { recipe: Recipe | null; failure: Failure | null } {
  try {
    return { recipe: readDocument(document), failure: null }
  } catch (error) {
    return { recipe: null, failure: failureOf(error) }
  }
}
