import type { AppState, PackagesService } from '@segue/api'
import type { Recipe } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { exportPackage } from '../packages/exportPackage.ts'
import type { Places } from '../packages/folders.ts'
import { importPackage, importRecipe } from '../packages/importPackage.ts'
import { lastResult, type ResultTools } from '../packages/lastResult.ts'
import { linked, missingOf, standIns, withFiles } from '../packages/relink.ts'
import { putRecipe, readRecipe } from './recipeRows.ts'
import { createRecipeVersions } from './recipeVersions.ts'

export interface PackageServiceOptions extends ResultTools {
  artifacts: ArtifactStore
  /** `paths` of the configuration. */
  places: Places
  apps(): Promise<AppState[]>
}

const usualBytes = 100_000_000

/** Packages of recipes: out of the store and into it. */
export function createPackageService(options: PackageServiceOptions): PackagesService {
  const { db, artifacts, places, apps } = options
  const versions = createRecipeVersions(db)
  const tools = { db, artifacts, versions, places, apps, put: (made: Recipe) => putRecipe(db, made) }
  return {
    async export({ recipe: named, mediaBytes = usualBytes, sample = false }) {
      const document = 'graph' in named ? named : readRecipe(db, named.id)
      const run = sample ? await lastResult(options, document.id) : null
      return exportPackage({ artifacts, places, versions: versions.find }, document, { mediaBytes, run })
    },
    import: (source) =>
      'file' in source ? importPackage(tools, source.file) : importRecipe(tools, source.recipe),
    async relink({ id, files }) {
      const replaced = await standIns(tools, readRecipe(db, id), files)
      // Read again: it may have been edited meanwhile.
      const next = db.tx(() => {
        const recipe = readRecipe(db, id)
        if (replaced.size === 0) return recipe
        const changed = { ...withFiles(recipe, replaced), revision: recipe.revision + 1 }
        putRecipe(db, changed)
        return changed
      })
      return linked(tools, next, files)
    },
    missing: async (id) => missingOf(tools, readRecipe(db, id)),
  }
}
