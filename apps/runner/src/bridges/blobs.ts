import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fail, type ResultArtifact } from '@segue/protocol'

/** What bytes have to be. */
export interface BlobFacts {
  sha256: string
  bytes: number
}

/** Files that bridges made: looked at before anybody hears of them, and brought here where the two share no disk. */
export interface Blobs {
  /** Takes uploaded bytes. Fails with `blob.damaged` when they are not what was said; then nothing stays. */
  receive(body: AsyncIterable<Uint8Array>, facts: BlobFacts): Promise<void>
  /**
   * Makes sure that every file of a result is there, whole; uploaded ones get the place that the runner had thought
   * of. Fails with `blob.damaged`, `blob.missing` or `blob.outside`.
   */
  settle(files: readonly ResultArtifact[]): Promise<void>
}

const prefix = 'blob:'

/** Opens the folder of uploads, empty: what an earlier runner was given, nobody claims any more. */
export function openBlobs({ folder, roots }: { folder: string; roots: readonly string[] }): Blobs {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const placeOf = (sha256: string) => join(folder, sha256)

  const bring = async ({ path, sha256, bytes, for: wanted }: ResultArtifact) => {
    if (path !== `${prefix}${sha256}` || !existsSync(placeOf(sha256))) throw missing(wanted ?? path)
    if ((await stat(placeOf(sha256))).size !== bytes) throw damaged(wanted ?? path)
    if (wanted === undefined || !(await isInside(wanted, roots))) throw outside(wanted ?? path)
    await rename(placeOf(sha256), wanted)
  }
  return {
    async receive(body, { sha256, bytes }) {
      const part = join(folder, `${randomUUID()}.part`)
      const hash = createHash('sha256')
      let seen = 0
      const count = async function* (source: AsyncIterable<Uint8Array>) {
        for await (const chunk of source) {
          seen += chunk.length
          if (seen > bytes) throw damaged(sha256)
          hash.update(chunk)
          yield chunk
        }
      }
      try {
        await pipeline(body, count, createWriteStream(part, { mode: 0o600, flush: true }))
        if (seen !== bytes || hash.digest('hex') !== sha256) throw damaged(sha256)
        await rename(part, placeOf(sha256))
      } finally {
        await rm(part, { force: true })
      }
    },
    async settle(files) {
      for (const file of files) {
        if (file.path.startsWith(prefix)) await bring(file)
        else if (!(await isWhole(file))) throw damaged(file.path)
      }
    },
  }
}

async function isWhole({ path, bytes, sha256 }: ResultArtifact): Promise<boolean> {
  const found = isAbsolute(path) ? await stat(path).catch(() => null) : null
  if (!found?.isFile()) throw missing(path)
  if (found.size !== bytes) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex') === sha256
}

/** Whether a file would lie in one of these folders, links followed. */
async function isInside(path: string, roots: readonly string[]): Promise<boolean> {
  const folder = await realpath(dirname(path)).catch(() => null)
  if (folder === null || !isAbsolute(path)) return false
  for (const root of roots) {
    const real = await realpath(root).catch(() => null)
    if (real !== null && `${folder}${sep}`.startsWith(`${real}${sep}`)) return true
  }
  return false
}

const damaged = (path: string) =>
  fail({
    code: 'blob.damaged',
    message: `“${basename(path)}” is not the file that the application said it wrote.`,
    hint: 'Run the step again. When it happens again, look at the disk or the network between the two.',
    kind: 'transient',
  })
const missing = (path: string) =>
  fail({
    code: 'blob.missing',
    message: `The application said that it wrote “${basename(path)}”, but it is not there.`,
    hint: 'Run the step again. Where the application shares no disk with Segue, its bridge has to upload.',
    kind: 'transient',
  })
const outside = (path: string) =>
  fail({
    code: 'blob.outside',
    message: `A bridge wanted to put “${basename(path)}” where nobody asked for it.`,
    hint: 'Update the bridge. When it is up to date, do not trust it.',
    kind: 'permanent',
  })
