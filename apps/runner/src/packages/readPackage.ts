import { unsafeParts, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { FailureError, newerRecipe, PackageManifest, packageFormat, Recipe, RunView } from '@segue/protocol'
import { z } from 'zod'
import { FailuresError } from '../services/prepareRun.ts'
import type { OpenPackage } from './readZip.ts'
import { refusals } from './refusals.ts'

/** What a package holds, every document of it read and every hash checked. */
export interface PackageContents {
  manifest: PackageManifest
  recipe: Recipe
  /** By `id@version`. */
  versions: ReadonlyMap<string, Recipe>
  /** What the recipe made on the machine that it comes from. */
  sample: RunView | null
  /** Name in the package by hash of the bytes. */
  media: ReadonlyMap<string, string>
}

/** Reads a package to its end before anything is stored. Fails with `package.*` or all failures of a document. */
export async function readPackage(zip: OpenPackage): Promise<PackageContents> {
  const manifest = await readManifest(zip)
  const hashes = await zip.check()
  const media = new Map<string, string>()
  for (const name of [...zip.names('media'), ...zip.names('cover')]) {
    const hash = hashes.get(name) ?? ''
    if (name.startsWith('media/') && name !== `media/${hash}`)
      throw refusals.damaged(`the content of ${name} is not what its name says`)
    media.set(hash, name)
  }
  const recipe = asRecipe(await zip.json('recipe.json'), 'The recipe')
  const versions = new Map<string, Recipe>()
  for (const name of zip.names('version')) {
    const key = name.slice('recipes/'.length, -'.json'.length)
    versions.set(key, asRecipe(await zip.json(name), `The recipe ${key}`))
  }
  const [sampled] = zip.names('sample')
  const sample = sampled === undefined ? null : asSample(await zip.json(sampled))
  return { manifest, recipe, versions, sample, media }
}

const Versioned = z.object({ format: z.number().optional() })

async function readManifest(zip: OpenPackage): Promise<PackageManifest> {
  const document = await zip.json('segue.json')
  const { format = 0 } = Versioned.safeParse(document).data ?? {}
  if (format > packageFormat) throw refusals.newer()
  const manifest = PackageManifest.safeParse(document)
  if (!manifest.success) throw refusals.damaged(`segue.json: ${manifest.error.issues[0]?.message ?? ''}`)
  return manifest.data
}

/** The one validator decides what a recipe is; a draft that cannot run yet is one. Fails with all of its failures. */
export function asRecipe(document: unknown, what: string): Recipe {
  const unsafe = unsafeParts(document)
  const newer = unsafe.length === 0 ? newerRecipe(document) : null
  if (newer) throw new FailureError(newer)
  const read = unsafe.length > 0 ? null : Recipe.safeParse(document)
  if (read?.success) return read.data
  const [first, ...rest] = validate(document, catalogue)
  throw first ? new FailuresError([first, ...rest]) : refusals.damaged(`${what} cannot be read`)
}

/** A result is only looked at; one that cannot be read refuses the package, as any part of it does. */
function asSample(document: unknown): RunView {
  const sample = unsafeParts(document).length > 0 ? null : RunView.safeParse(document).data
  if (sample) return sample
  throw refusals.damaged('its sample result cannot be read')
}
