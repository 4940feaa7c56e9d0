import { readFile } from 'node:fs/promises'
import { ArtifactRef, mimeTypes, SequenceManifest } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Json } from '../lanes/attempt.ts'

/** Every file reference in a value, at any depth. */
export function refsIn(value: unknown): ArtifactRef[] {
  if (typeof value !== 'object' || value === null) return []
  if ('artifactId' in value) {
    const ref = ArtifactRef.safeParse(value)
    if (ref.success) return [ref.data]
  }
  return Object.values(value).flatMap(refsIn)
}

/** Every file that a value needs, those that its lists and sequences name included, each once, with its bytes. */
export async function filesOf(
  value: Json,
  { path }: Pick<ArtifactStore, 'path'>,
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const open = refsIn(value)
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (found.has(ref.artifactId)) continue
    found.set(ref.artifactId, ref.bytes)
    if (ref.mime !== mimeTypes.list && ref.mime !== mimeTypes.sequence) continue
    const manifest: unknown = JSON.parse(await readFile(await path(ref), 'utf8'))
    const frames = ref.mime === mimeTypes.sequence ? SequenceManifest.safeParse(manifest) : null
    if (frames?.success) for (const { artifactId, bytes } of frames.data.frames) found.set(artifactId, bytes)
    else open.push(...refsIn(manifest))
  }
  return found
}
