import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import type { Json } from '../lanes/attempt.ts'

/** In a recipe file on disk, a file next to it: `{ "file": "../media/demo.wav" }`. Never accepted over the API. */
const FileMarker = z.strictObject({ file: z.string().min(1).max(1000) })

/**
 * Replaces every file marker in a document by what `take` makes of it. Paths start at `folder`. Fails with
 * `recipe.file_missing`, naming the path.
 */
export async function resolveFileMarkers(
  document: unknown,
  folder: string,
  take: (path: string, name: string) => Promise<ArtifactRef>,
): Promise<Json> {
  const marker = FileMarker.safeParse(document)
  if (marker.success) {
    const path = resolve(folder, marker.data.file)
    if (!existsSync(path))
      throw fail({
        code: 'recipe.file_missing',
        message: `The recipe names the file ${marker.data.file}, which is not at ${path}.`,
        hint: 'Put the file there, or correct the path in the recipe.',
        kind: 'input',
      })
    return z.json().parse(await take(path, basename(path)))
  }
  if (Array.isArray(document))
    return Promise.all(document.map((value) => resolveFileMarkers(value, folder, take)))
  if (typeof document !== 'object' || document === null) return z.json().parse(document)
  const entries = await Promise.all(
    Object.entries(document).map(
      async ([key, value]) => [key, await resolveFileMarkers(value, folder, take)] as const,
    ),
  )
  return Object.fromEntries(entries)
}
