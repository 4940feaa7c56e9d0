import { randomBytes } from 'node:crypto'
import type { RecipesService } from '@segue/api'
import { compile, inspect, migrateRecipe, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { applyChanges, fail, Recipe, type RunView } from '@segue/protocol'
import { packedSample } from '../packages/sample.ts'
import type { Database } from '../store/database.ts'
import { headColumns, headOf } from './recipeHeads.ts'
import { putRecipe, readRecipe, recipeRow } from './recipeRows.ts'
import { listSaves, nameSave, saveAt } from './recipeSaves.ts'
import { searchFor } from './recipeSearch.ts'
import { createRecipeVersions } from './recipeVersions.ts'
import { FailuresError } from './startRun.ts'
import { upToDate, upToDateVersions } from './upToDate.ts'
import { versionUsers } from './versionUsers.ts'

const unknownSave = (revision: number) =>
  fail({
    code: 'recipe.unknown_save',
    message: `Version ${revision} of this recipe is not kept.`,
    hint: 'Choose one from its list of versions. Give a version a name and it stays.',
    kind: 'input',
  })

/** Recipes in the store. `sample` gives the bundled result of a starter recipe. */
export function createRecipeService(
  db: Database,
  sample: (starter: string) => Promise<RunView | null>,
): RecipesService {
  const versions = createRecipeVersions(db)
  const get = (id: string): Recipe => readRecipe(db, id)
  const put = (recipe: Recipe) => putRecipe(db, recipe)
  const lookups = () => upToDateVersions(versions.find)
  /** Fails with every failure that keeps this recipe from running. */
  const sound = (recipe: Recipe): Recipe => {
    const [first, ...rest] = validate(recipe, catalogue, { recipes: lookups() }).filter(
      ({ severity }) => severity !== 'warning',
    )
    if (first) throw new FailuresError([first, ...rest])
    return recipe
  }
  return {
    async list({ search = '', archived = false } = {}) {
      const { where, values } = searchFor(search)
      return db
        .all(
          `SELECT ${headColumns} FROM recipes INDEXED BY recipes_listed WHERE archived_at IS ${archived ? 'NOT ' : ''}NULL${where}
           ORDER BY starter IS NULL, CASE WHEN starter IS NULL THEN -updated_at ELSE rowid END`,
          ...values,
        )
        .map((row) => headOf(db, row))
    },
    get: async (id) => get(id),
    async create({ name, recipe }) {
      const id = `rcp_${randomBytes(9).toString('base64url')}`
      const made = Recipe.parse({ schemaVersion: 1, graph: {}, ...recipe, id, name, revision: 0 })
      put(made)
      return made
    },
    async save({ id, baseRevision, changes, editor, restores }) {
      return db.tx(() => {
        const recipe = get(id)
        if (recipe.revision !== baseRevision)
          throw fail({
            code: 'recipe.stale',
            message: `This recipe was changed elsewhere (it is at revision ${recipe.revision}, you have ${baseRevision}).`,
            hint: 'Load the newer one, or keep yours as a copy.',
            kind: 'input',
          })
        const next = Recipe.parse({ ...applyChanges(recipe, changes), revision: recipe.revision + 1 })
        putRecipe(db, next, {
          ...(editor === undefined ? {} : { editor }),
          ...(restores === undefined ? {} : { restores }),
        })
        return { revision: next.revision }
      })
    },
    async history(id) {
      recipeRow(db, id)
      return listSaves(db, id)
    },
    async saved({ id, revision }) {
      const recipe = get(id)
      const found = recipe.revision === revision ? recipe : saveAt(db, id, revision)
      if (found === null) throw unknownSave(revision)
      return found
    },
    async nameSave({ id, revision, name }) {
      const at = Number(recipeRow(db, id).updated_at)
      if (!nameSave(db, { recipe: get(id), at }, { revision, name })) throw unknownSave(revision)
    },
    async archive({ id, archived }) {
      recipeRow(db, id)
      db.run('UPDATE recipes SET archived_at = ? WHERE id = ?', archived ? Date.now() : null, id)
      return { paused: [] }
    },
    validate: async (id) => validate(get(id), catalogue, { recipes: lookups() }),
    async migration(id) {
      const { recipe, nodes } = migrateRecipe(get(id), catalogue)
      return nodes.length === 0 ? null : { recipe, nodes }
    },
    async sample(id) {
      const { starter } = recipeRow(db, id)
      return typeof starter === 'string' ? sample(starter) : packedSample(db, id)
    },
    async publish(id) {
      return db.tx(() => {
        const recipe = sound(get(id))
        // Fails when it runs a version of another recipe that is not there.
        compile(recipe, catalogue, {
          recipes: (other, version) => upToDate(versions.get({ id: other, version })),
        })
        return versions.add(recipe)
      })
    },
    versionUsers: async (id) => versionUsers(db, id),
    versions: async (id) => versions.list(id),
    version: async (key) => versions.get(key),
    inspect: async (id) => inspect(compile(sound(get(id)), catalogue, { recipes: lookups() })),
    // Its versions stay: other recipes and runs go on using them.
    async remove(id) {
      recipeRow(db, id)
      db.tx(() => {
        db.run('DELETE FROM recipe_saves WHERE recipe_id = ?', id)
        db.run('DELETE FROM recipes WHERE id = ?', id)
      })
    },
  }
}

/** Puts a starter recipe into the store unless a person has one under its id; a newer unedited one replaces it. */
export function plantStarter(db: Database, recipe: Recipe, starter: string): void {
  db.run(
    `INSERT INTO recipes (id, name, revision, starter, document, updated_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET document = excluded.document, name = excluded.name, words = '', head = ''
     WHERE recipes.revision = 0`,
    recipe.id,
    recipe.name,
    0,
    starter,
    JSON.stringify({ ...recipe, revision: 0 }),
    Date.now(),
  )
}
