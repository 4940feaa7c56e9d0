import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MissingMedia } from '@segue/api'
import { fail } from '@segue/protocol'

const mostFiles = 200_000

/**
 * Files of a folder that may be missing ones: the same bytes, else the same name and size. Does not follow links.
 * Fails with `relink.folder_missing` and `relink.too_many`.
 */
export async function findMedia(
  folder: string,
  missing: readonly MissingMedia[],
): Promise<{ path: string; name: string }[]> {
  const sizes = new Map(missing.map(({ bytes }) => [bytes, missing.filter((one) => one.bytes === bytes)]))
  const found = new Map<string, { path: string; name: string }>()
  for await (const { path, name } of filesIn(folder)) {
    const wanted = sizes.get((await stat(path).catch(() => null))?.size ?? -1) ?? []
    const open = wanted.filter(({ artifactId }) => !found.has(`same ${artifactId}`))
    if (open.length === 0) continue
    const hash = await hashOf(path)
    for (const { artifactId, name: known } of open)
      if (hash === artifactId) found.set(`same ${artifactId}`, { path, name: known })
      else if (name === known) found.set(`like ${artifactId}`, { path, name })
  }
  return missing.flatMap(({ artifactId }) => {
    const file = found.get(`same ${artifactId}`) ?? found.get(`like ${artifactId}`)
    return file ? [file] : []
  })
}

async function* filesIn(folder: string): AsyncIterable<{ path: string; name: string }> {
  const open = await opendir(folder, { recursive: true }).catch(() => null)
  if (!open)
    throw fail({
      code: 'relink.folder_missing',
      message: `There is no folder ${folder} that can be read.`,
      hint: 'Give the folder in which the missing files lie.',
      kind: 'input',
    })
  let count = 0
  for await (const entry of open) {
    if (!entry.isFile()) continue
    count += 1
    if (count > mostFiles)
      throw fail({
        code: 'relink.too_many',
        message: `${folder} holds more than ${mostFiles} files.`,
        hint: 'Give a folder closer to the missing files.',
        kind: 'input',
      })
    yield { path: join(entry.parentPath, entry.name), name: entry.name }
  }
}

/** Null when it cannot be read. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk)
    return hash.digest('hex')
  } catch {
    return null
  }
}
