import { homedir } from 'node:os'
import type { ExportedPackage } from '@segue/api'
import type { RecipeLookup } from '@segue/engine'
import {
  mimeTypes,
  type PackageManifest,
  type PackedMedia,
  packageFormat,
  type Recipe,
  type RunView,
  stableText,
} from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { version } from '../config/version.ts'
import { type Places, packFolders } from './folders.ts'
import { packageLimits } from './limits.ts'
import { mediaOf, type NamedMedia } from './mediaOf.ts'
import { needsOf } from './needs.ts'
import { versionsUsed } from './nested.ts'
import { portableSample } from './sample.ts'
import { folderWarnings, homeWarnings, versionWarnings } from './warnings.ts'
import { type PackedFile, packageStream } from './writeZip.ts'

export interface ExportTools {
  artifacts: Pick<ArtifactStore, 'path' | 'putStream'>
  versions: RecipeLookup
  places: Places
}

/** Files beside the media: manifest, recipe, cover, recipes that nodes run. */
const otherEntries = 1010

/** A picture that stands for a recipe is small. */
const coverBytes = 2 * 2 ** 20

const coverEndings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
}

/**
 * Packs a recipe with its cover and the smallest of its files, up to `mediaBytes` in all, and a small result of it when there is one,
 * and stores the package.
 */
export async function exportPackage(
  { artifacts, versions, places }: ExportTools,
  recipe: Recipe,
  { mediaBytes, run }: { mediaBytes: number; run: RunView | null },
): Promise<ExportedPackage> {
  const { found, lacking } = versionsUsed(recipe, versions)
  const packed = [['recipe.json', recipe] as const, ...namedVersions(found)].map(([name, document]) => ({
    name,
    ...packFolders(document, name, places),
  }))
  const documents = packed.map((one) => one.recipe)
  const sample = run && (await portableSample(artifacts, run))
  const own = chosen(await mediaOf(artifacts, documents), mediaBytes, recipe.cover?.artifactId)
  const named = new Set(own.map(({ artifactId }) => artifactId))
  const media = [...own, ...(sample?.media ?? []).filter(({ artifactId }) => !named.has(artifactId))]
  const manifest: PackageManifest = {
    format: packageFormat,
    segue: version,
    name: recipe.name,
    needs: needsOf(documents),
    media: media.map(({ path, ...known }) => known),
    recipes: [...found.keys()].map((key) => {
      const [id = '', number = ''] = key.split('@')
      return { id, version: Number(number) }
    }),
    folders: packed.flatMap(({ folders }) => folders),
  }
  const files: PackedFile[] = [
    { name: 'segue.json', from: { text: stableText(manifest) } },
    ...packed.map(({ name, recipe: document }) => ({ name, from: { text: stableText(document) } })),
    ...(sample ? [{ name: 'sample.json', from: { text: stableText(sample.view) } }] : []),
    ...media.flatMap((file) =>
      file.packed && file.path !== null ? [{ name: entryFor(file, recipe), from: { path: file.path } }] : [],
    ),
  ]
  const file = await artifacts.putStream(packageStream(files), {
    name: `${fileNameOf(recipe.name)}.segue`,
    mime: mimeTypes.package,
  })
  return {
    file,
    left: manifest.media.filter((one) => !one.packed),
    warnings: [
      ...versionWarnings(lacking),
      ...folderWarnings(packed.flatMap(({ unmapped }) => unmapped)),
      ...documents.flatMap((document) => homeWarnings(document, homedir())),
    ],
  }
}

const namedVersions = (found: ReadonlyMap<string, Recipe>) =>
  [...found].map(([key, document]) => [`recipes/${key}.json`, document] as const)

/** Smallest first: one film must not keep ten small sounds out. A small cover always goes along. */
function chosen(
  media: readonly NamedMedia[],
  mediaBytes: number,
  cover: string | undefined,
): (PackedMedia & NamedMedia)[] {
  let bytes = 0
  let room = packageLimits.entries - otherEntries
  return [...media]
    .sort((a, b) => a.bytes - b.bytes || (a.artifactId < b.artifactId ? -1 : 1))
    .map((file) => {
      const isCover = file.artifactId === cover && file.bytes <= coverBytes
      const fits = isCover || bytes + file.bytes <= mediaBytes
      const packed = file.path !== null && room > 0 && fits
      if (packed && !isCover) bytes += file.bytes
      if (packed) room -= 1
      return { ...file, packed }
    })
}

function entryFor({ artifactId, mime }: NamedMedia, { cover }: Recipe): string {
  const ending = cover?.artifactId === artifactId ? coverEndings[mime] : undefined
  return ending === undefined ? `media/${artifactId}` : `cover.${ending}`
}

/** A name that every system takes. */
const fileNameOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .slice(0, 80) || 'recipe'
