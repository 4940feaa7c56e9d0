import { readFile } from 'node:fs/promises'
import { mimeTypes } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'

interface Named {
  artifactId: string
  mime: string
}

/** Everything in a value that names a file: references, and the short form that marks and manifests have. */
function named(value: unknown): Named[] {
  if (typeof value !== 'object' || value === null) return []
  const found = Object.values(value).flatMap(named)
  if ('artifactId' in value && typeof value.artifactId === 'string')
    found.push({ artifactId: value.artifactId, mime: 'mime' in value ? String(value.mime) : '' })
  return found
}

/** Finds the files behind stored JSON. Manifests are read once. */
export interface References {
  /** Ids of all files that a value needs, those in its manifests included. A manifest that is gone names none. */
  in(text: string): Promise<string[]>
}

/** Opens a reader that remembers manifests for as long as it lives. */
export function createReferences({ path }: Pick<ArtifactStore, 'path'>): References {
  const manifests = new Map<string, Promise<string[]>>()
  const read = async (artifactId: string): Promise<string[]> => {
    const file = await path({ artifactId, name: artifactId })
    return inValue(JSON.parse(await readFile(file, 'utf8')))
  }
  const inside = (artifactId: string): Promise<string[]> => {
    const known = manifests.get(artifactId) ?? read(artifactId).catch(() => [])
    manifests.set(artifactId, known)
    return known
  }
  const inValue = async (value: unknown): Promise<string[]> => {
    const ids: string[] = []
    for (const { artifactId, mime } of named(value)) {
      ids.push(artifactId)
      if (mime === mimeTypes.sequence || mime === mimeTypes.list) ids.push(...(await inside(artifactId)))
    }
    return ids
  }
  return { in: (text) => inValue(JSON.parse(text)) }
}
