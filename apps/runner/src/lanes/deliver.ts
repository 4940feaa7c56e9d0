import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, open, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { confine, type Place } from './place.ts'

export interface Delivery extends Place {
  /** The stored bytes and their hash. */
  source: string
  artifactId: string
  name: string
  overwrite: boolean
}

const version = /\{version(?::0?(\d))?\}/

/** The n-th name to try: the version counted up where the name has a place for it, else ` (2)`, ` (3)` …. */
function numbered(name: string, n: number): string {
  const versioned = name.replace(version, (_, digits: string | undefined) =>
    String(n).padStart(Number(digits ?? 1), '0'),
  )
  if (versioned !== name || n === 1) return versioned
  return `${name.slice(0, name.length - extname(name).length)} (${n})${extname(name)}`
}

/** A copy of a file in a folder, on disk to its last byte, under a name that nobody looks at. */
export async function landed(source: string, folder: string): Promise<string> {
  const part = join(folder, `.${randomUUID()}.part`)
  try {
    await copyFile(source, part)
    const file = await open(part, 'r')
    await file.sync()
    await file.close()
    return part
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/**
 * Puts a file where a person finds it, whole or not at all. Never overwrites unless told: a taken name gets
 * ` (2)`, ` (3)` …, or the next `{version:03}` where it has one; the same bytes under the same name count as delivered,
 * and stay untouched. Returns the path. Fails with `deliver.outside_roots`, `deliver.folder_unusable`.
 */
export async function deliver(delivery: Delivery): Promise<string> {
  const folder = await confine(delivery)
  const { name, overwrite, source } = delivery
  const replaces = overwrite && !version.test(name)
  const there = join(folder, name)
  if (replaces && (await sameBytes(there, delivery.artifactId))) return there
  const part = await landed(source, folder)
  try {
    if (replaces) {
      await rename(part, there)
      return there
    }
    for (let n = 1; ; n++) {
      const path = join(folder, numbered(name, n))
      const taken = await link(part, path).then(
        () => false,
        () => true,
      )
      if (!taken || (await sameBytes(path, delivery.artifactId))) return path
    }
  } finally {
    await rm(part, { force: true })
  }
}

/** Whether a file is there and holds exactly these bytes. */
export async function sameBytes(path: string, artifactId: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex') === artifactId
}
