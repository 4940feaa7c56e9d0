import { randomBytes } from 'node:crypto'
import type { AppState, ImportedRecipe } from '@segue/api'
import { validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { type ArtifactRef, type Failure, type PackageManifest, Recipe } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { RecipeVersions } from '../services/recipeVersions.ts'
import type { Database } from '../store/database.ts'
import { type Places, type UnmappedFolder, unpackFolders } from './folders.ts'
import { mapNodes } from './mapNodes.ts'
import { holdsCode, needsOf } from './needs.ts'
import { placeVersions, versionsUsed } from './nested.ts'
import { type PackageContents, readPackage } from './readPackage.ts'
import { openPackage } from './readZip.ts'
import { missingOf } from './relink.ts'
import { keepSample } from './sample.ts'
import {
  brokenVersion,
  codeWarnings,
  folderWarnings,
  missingWarnings,
  needWarnings,
  versionWarnings,
} from './warnings.ts'

export interface ImportTools {
  db: Database
  artifacts: Pick<ArtifactStore, 'path' | 'putStream'>
  versions: RecipeVersions
  places: Places
  /** Keeps a recipe under its id. */
  put(recipe: Recipe): void
  apps(): Promise<AppState[]>
}

/** Reads a stored package to its end, then stores its files, then its recipes, in one transaction. */
export async function importPackage(tools: ImportTools, file: ArtifactRef): Promise<ImportedRecipe> {
  await using zip = await openPackage(await tools.artifacts.path(file))
  const contents = await readPackage(zip)
  const names = new Map(contents.manifest.media.map(({ artifactId, name }) => [artifactId, name]))
  for (const [hash, entry] of contents.media)
    await tools.artifacts.putStream(zip.stream(entry), { name: names.get(hash) ?? hash })
  return importContents(tools, contents)
}

/** Makes a recipe from a document as if it were a package without files. */
export const importRecipe = (tools: ImportTools, recipe: Recipe): Promise<ImportedRecipe> =>
  importContents(tools, {
    ...{ recipe, versions: new Map(), sample: null, media: new Map() },
    manifest: { folders: [] },
  })

type Contents = Omit<PackageContents, 'manifest'> & { manifest: Pick<PackageManifest, 'folders'> }

async function importContents(
  tools: ImportTools,
  { recipe, versions: packed, sample, manifest }: Contents,
): Promise<ImportedRecipe> {
  const { db, versions, put } = tools
  const unmapped: UnmappedFolder[] = []
  const broken = new Map<string, Failure>()
  const settle = (document: Recipe, file: string): Recipe => {
    const mine = manifest.folders.filter((folder) => folder.recipe === file)
    const unpacked = unpackFolders(document, mine, tools.places)
    unmapped.push(...unpacked.unmapped)
    return markCode(unpacked.recipe)
  }
  const keep = (document: Recipe, file: string) => {
    const version = settle(document, file)
    const failures = validate(version, catalogue, { recipes: versions.find }).filter(
      ({ severity }) => severity !== 'warning',
    )
    if (failures.length === 0) return { id: version.id, version: versions.add(version).version }
    broken.set(version.id, brokenVersion(version.name, failures))
    return { id: version.id, version: 1 }
  }
  const made = db.tx(() => {
    const pointed = placeVersions(recipe, packed, { find: versions.find, keep })
    const id = `rcp_${randomBytes(9).toString('base64url')}`
    const own = Recipe.parse({ ...settle(pointed, 'recipe.json'), id, revision: 0 })
    put(own)
    if (sample) keepSample(db, own, sample)
    return own
  })
  const missing = await missingOf(tools, made)
  const all = [made, ...packed.values()]
  return {
    id: made.id,
    name: made.name,
    missing,
    warnings: [
      ...needWarnings(needsOf(all), await tools.apps()),
      ...broken.values(),
      ...versionWarnings(versionsUsed(made, versions.find).lacking.filter(({ id }) => !broken.has(id))),
      ...all.flatMap(codeWarnings),
      ...folderWarnings(unmapped),
      ...missingWarnings(missing),
    ],
  }
}

/** Notes on every node with program text that it came from elsewhere. */
const markCode = (recipe: Recipe): Recipe => ({
  ...recipe,
  graph: mapNodes(recipe.graph, (node) =>
    holdsCode(node.type) ? { ...node, origin: { by: 'import' } } : node,
  ),
})
