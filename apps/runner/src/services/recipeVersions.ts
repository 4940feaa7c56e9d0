import type { RecipeVersion } from '@segue/api'
import type { RecipeLookup } from '@segue/engine'
import { fail, type Recipe } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { readDocument } from './recipeDocument.ts'

interface VersionKey {
  id: string
  version: number
}

/** Published versions of recipes. One never changes and stays when its recipe is removed, for whoever uses it. */
export interface RecipeVersions {
  /** Keeps a recipe as its next version; the same document as the newest one is that version. */
  add(recipe: Recipe): RecipeVersion
  /** Newest first. */
  list(id: string): RecipeVersion[]
  /** Fails with `recipe.unknown_version`. */
  get(key: VersionKey): Recipe
  /** Null when there is none. */
  find: RecipeLookup
}

/** Opens the versions of a store. */
export function createRecipeVersions(db: Database): RecipeVersions {
  const documentOf = ({ id, version }: VersionKey): string | null => {
    const row = db.get(
      'SELECT document FROM recipe_versions WHERE recipe_id = ? AND version = ?',
      id,
      version,
    )
    return row ? String(row.document) : null
  }
  const list = (id: string): RecipeVersion[] =>
    db
      .all(
        `SELECT version, revision, created_at FROM recipe_versions WHERE recipe_id = ? ORDER BY version DESC`,
        id,
      )
      .map((row) => ({
        version: Number(row.version),
        revision: Number(row.revision),
        createdAt: Number(row.created_at),
      }))
  const find: RecipeLookup = (id, version) => {
    const document = documentOf({ id, version })
    return document === null ? null : readDocument(document)
  }
  return {
    list,
    add(recipe) {
      const { id, revision } = recipe
      const document = JSON.stringify(recipe)
      const [newest] = list(id)
      if (newest && documentOf({ id, version: newest.version }) === document) return newest
      const made = { version: (newest?.version ?? 0) + 1, revision, createdAt: Date.now() }
      db.run(
        'INSERT INTO recipe_versions (recipe_id, version, revision, document, created_at) VALUES (?, ?, ?, ?, ?)',
        id,
        made.version,
        revision,
        document,
        made.createdAt,
      )
      return made
    },
    find,
    get({ id, version }) {
      const found = find(id, version)
      if (found) return found
      throw fail({
        code: 'recipe.unknown_version',
        message: `There is no version ${version} of the recipe ${id}.`,
        hint: 'Publish the recipe, or choose a version from its list.',
        kind: 'input',
      })
    },
  }
}
