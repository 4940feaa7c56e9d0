import { stat } from 'node:fs/promises'
import { ArtifactRef, type PackedMedia, type Recipe } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { createReferences } from '../cache/references.ts'

/** A file that recipes name, and where its bytes are; null when they are not in this store. */
export interface NamedMedia extends Omit<PackedMedia, 'packed'> {
  path: string | null
}

/** Every file that these recipes name, once: in params, defaults, covers, kept outputs, and in lists of those. */
export async function mediaOf(
  artifacts: Pick<ArtifactStore, 'path'>,
  recipes: readonly Recipe[],
): Promise<NamedMedia[]> {
  const named = new Map<string, ArtifactRef>()
  for (const recipe of recipes) for (const ref of refsIn(recipe)) named.set(ref.artifactId, ref)
  const references = createReferences(artifacts)
  const ids = new Set<string>(named.keys())
  for (const recipe of recipes) for (const id of await references.in(JSON.stringify(recipe))) ids.add(id)
  return Promise.all(
    [...ids].map(async (artifactId) => {
      const { name = 'part of a list', mime = 'application/octet-stream' } = named.get(artifactId) ?? {}
      const path = await artifacts.path({ artifactId, name }).catch(() => null)
      const bytes = path === null ? (named.get(artifactId)?.bytes ?? 0) : (await stat(path)).size
      return { artifactId, name, mime, bytes, path }
    }),
  )
}

/** Every reference to a file in a value. */
export function refsIn(value: unknown): ArtifactRef[] {
  if (typeof value !== 'object' || value === null) return []
  const ref = ArtifactRef.safeParse(value)
  return [...(ref.success ? [ref.data] : []), ...Object.values(value).flatMap(refsIn)]
}
