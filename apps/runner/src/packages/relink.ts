import type { MissingMedia, Relinked } from '@segue/api'
import { ArtifactRef, Recipe } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { RecipeVersions } from '../services/recipeVersions.ts'
import { mediaOf, type NamedMedia, refsIn } from './mediaOf.ts'
import { versionsUsed } from './nested.ts'

export interface RelinkTools {
  artifacts: Pick<ArtifactStore, 'path'>
  versions: Pick<RecipeVersions, 'find'>
}

/** Every file that a recipe and the recipes in it name. */
function allMedia({ artifacts, versions }: RelinkTools, recipe: Recipe): Promise<NamedMedia[]> {
  const { found } = versionsUsed(recipe, versions.find)
  return mediaOf(artifacts, [recipe, ...found.values()])
}

const lackingOf = (media: readonly NamedMedia[]): MissingMedia[] =>
  media.flatMap(({ path, ...known }) => (path === null ? known : []))

/** Files that a recipe and the recipes in it name and the store lacks. */
export const missingOf = async (tools: RelinkTools, recipe: Recipe): Promise<MissingMedia[]> =>
  lackingOf(await allMedia(tools, recipe))

/**
 * Which stored files take the place of missing ones, by id: those of the same name and size. The same bytes need
 * nothing. In published versions, which never change, only the same bytes help.
 */
export async function standIns(
  tools: RelinkTools,
  recipe: Recipe,
  files: readonly ArtifactRef[],
): Promise<ReadonlyMap<string, string>> {
  const own = new Set(refsIn(recipe).map(({ artifactId }) => artifactId))
  const found = new Map<string, string>()
  for (const { artifactId, name, bytes } of await missingOf(tools, recipe)) {
    const twin = files.find((file) => file.bytes === bytes && file.name === name)
    const isThere = twin && (await tools.artifacts.path(twin).catch(() => null)) !== null
    if (isThere && own.has(artifactId)) found.set(artifactId, twin.artifactId)
  }
  return found
}

/** What these files brought to a recipe, and what it still misses. */
export async function linked(
  tools: RelinkTools,
  recipe: Recipe,
  files: readonly ArtifactRef[],
): Promise<Relinked> {
  const given = new Set(files.map(({ artifactId }) => artifactId))
  const media = await allMedia(tools, recipe)
  return {
    found: media.flatMap(({ path, ...known }) => (path !== null && given.has(known.artifactId) ? known : [])),
    missing: lackingOf(media),
  }
}

/** A recipe that names other files in the place of these. */
export const withFiles = (recipe: Recipe, replaced: ReadonlyMap<string, string>): Recipe =>
  Recipe.parse(replaceRefs(recipe, replaced))

function replaceRefs(value: unknown, replaced: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => replaceRefs(item, replaced))
  const entries = Object.entries(value).map(([key, item]) => [key, replaceRefs(item, replaced)] as const)
  const copy = Object.fromEntries(entries)
  const ref = ArtifactRef.safeParse(copy)
  const other = ref.success ? replaced.get(ref.data.artifactId) : undefined
  return other === undefined ? copy : { ...copy, artifactId: other }
}
