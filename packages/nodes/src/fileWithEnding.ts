import { copyFile, link, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { ArtifactRef } from '@segue/protocol'
import type { Use } from './defineNode.ts'

/**
 * A local path of an artifact that ends as its name does, for applications that tell files by their ending: the store
 * names them by what they hold. Only for reading: it is the stored file itself wherever the disk can link.
 */
export async function fileWithEnding(ref: ArtifactRef, use: Pick<Use, 'path' | 'workDir'>): Promise<string> {
  const path = await use.path(ref)
  const named = join(use.workDir, `${ref.artifactId.slice(0, 16)}${extname(ref.name).toLowerCase()}`)
  // what an earlier attempt has left may be half a copy
  await rm(named, { force: true })
  await link(path, named).catch(() => copyFile(path, named))
  return named
}
