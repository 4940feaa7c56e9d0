import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ArtifactRef, fail, type MediaMeta } from '@segue/protocol'
import { crashPoint } from '../crashPoint.ts'
import type { Database } from '../store/database.ts'
import { sniffMime } from './sniff.ts'

/** What a caller knows about bytes it stores. */
export interface PutOptions {
  name: string
  mime?: string
  meta?: MediaMeta
  /** The file a person gave, so that a Live Set can find its samples. */
  origin?: string
  /** The file may be moved instead of copied. */
  own?: boolean
  /** A person gave these bytes. */
  given?: boolean
}

/** Content-addressed files: listed only when complete on disk, read-only afterwards. */
export interface ArtifactStore {
  /** Stores a file. Its bytes are hashed while they are copied; the same bytes are kept once. */
  putFile(path: string, options: PutOptions): Promise<ArtifactRef>
  putBytes(bytes: Uint8Array, options: PutOptions): Promise<ArtifactRef>
  /** Stores what a person uploads. */
  putStream(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<ArtifactRef>
  /** Local path of the bytes. Fails with `artifact.missing` when they are not there, or not as many as there were. */
  path(ref: Pick<ArtifactRef, 'artifactId' | 'name'>): Promise<string>
  /** Where a person's file came from, when it came from this machine. */
  origin(artifactId: string): string | null
  /** Whether these bytes are listed. */
  has(artifactId: string): boolean
  /** How many of these are not listed. */
  lacks(artifactIds: readonly string[]): number
  /**
   * Takes files off the list and off the disk, except those that were stored (again) since `since`, epoch
   * milliseconds, or given by a person within a day. Returns those that went.
   */
  remove(artifactIds: readonly string[], since: number): string[]
  /** Removes files that an earlier process left without listing them: older than `before`. Returns how many. */
  sweepStrays(before?: number): Promise<number>
  /** Of everything listed. */
  bytes(): number
}

/** Opens the store in `folder` and sweeps what a crash left half-written. */
export async function openArtifacts(db: Database, folder: string, incoming: string): Promise<ArtifactStore> {
  for (const left of await readdir(incoming)) await rm(join(incoming, left), { force: true, recursive: true })
  const place = (id: string) => join(folder, id.slice(0, 2), id)
  const bytesOf = (id: string) => db.get('SELECT bytes FROM artifacts WHERE id = ?', id)?.bytes
  const has = (id: string) => bytesOf(id) !== undefined
  /** Listed, and as long on disk as it was. */
  const isWhole = async (id: string): Promise<boolean> => {
    const bytes = bytesOf(id)
    return bytes !== undefined && (await stat(place(id)).catch(() => null))?.size === bytes
  }

  /** When the same bytes were stored last, and given last by a person, by this process. */
  const stored = new Map<string, number>()
  const given = new Map<string, number>()

  const settle = async (staged: Staged, options: PutOptions): Promise<ArtifactRef> => {
    const { id, bytes, head, path } = staged
    stored.set(id, Date.now())
    if (options.given || options.origin) given.set(id, Date.now())
    if (!(await isWhole(id))) {
      const target = place(id)
      const isNew = (await mkdir(dirname(target), { recursive: true })) !== undefined
      if (isNew) await syncFolder(folder)
      await rename(path, target)
      await syncFolder(dirname(target))
      crashPoint('artifact.moved')
      db.run(
        'INSERT OR IGNORE INTO artifacts (id, bytes, origin, created_at) VALUES (?, ?, ?, ?)',
        id,
        bytes,
        options.origin ?? null,
        Date.now(),
      )
    } else {
      await rm(path, { force: true })
      if (options.origin) db.run('UPDATE artifacts SET origin = ? WHERE id = ?', options.origin, id)
    }
    stored.set(id, Date.now())
    const mime = options.mime ?? sniffMime(head, options.name)
    return { artifactId: id, mime, bytes, name: options.name.slice(0, 255), meta: options.meta ?? {} }
  }

  const putStream = async (source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<ArtifactRef> =>
    settle(await stage(source, join(incoming, randomUUID())), options)

  return {
    has,
    lacks: (ids) =>
      Number(
        db.get(
          'SELECT count(*) AS n FROM json_each(?) WHERE value NOT IN (SELECT id FROM artifacts)',
          JSON.stringify(ids),
        )?.n,
      ),
    remove(ids, since) {
      const dayAgo = Date.now() - 86_400_000
      const gone = ids.filter((id) => (stored.get(id) ?? 0) < since && (given.get(id) ?? 0) < dayAgo)
      db.tx(() => {
        for (const id of gone) db.run('DELETE FROM artifacts WHERE id = ?', id)
      })
      for (const id of gone) {
        rmSync(place(id), { force: true })
        stored.delete(id)
        given.delete(id)
      }
      return gone
    },
    async sweepStrays(before = performance.timeOrigin) {
      let count = 0
      for (const [i, name] of (await readdir(folder, { recursive: true })).entries()) {
        if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
        const [, id = ''] = name.split(/[/\\]/)
        if (!/^[0-9a-f]{64}$/.test(id) || has(id)) continue
        const found = await stat(place(id)).catch(() => null)
        if (!found || found.ctimeMs >= before || has(id)) continue
        rmSync(place(id), { force: true })
        count += 1
      }
      return count
    },
    bytes: () => Number(db.get('SELECT coalesce(sum(bytes), 0) AS n FROM artifacts')?.n),
    putStream: (source, options) => putStream(source, { ...options, given: true }),
    putBytes: (bytes, options) => putStream(only(bytes), options),
    async putFile(path, options) {
      if (options.own) return settle(await adopt(path, join(incoming, randomUUID())), options)
      return putStream(createReadStream(path, { highWaterMark: 1 << 20 }), options)
    },
    async path(ref) {
      if (await isWhole(ref.artifactId)) return place(ref.artifactId)
      throw fail({
        code: 'artifact.missing',
        message: `The file “${ref.name}” is not in this store, or damaged.`,
        hint: 'Give the file again, or run the step that made it again.',
        kind: 'input',
      })
    },
    origin: (id) => {
      const origin = db.get('SELECT origin FROM artifacts WHERE id = ?', id)?.origin
      return typeof origin === 'string' ? origin : null
    },
  }
}

interface Staged {
  id: string
  bytes: number
  head: Uint8Array
  path: string
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** Copies a stream to a temporary file, synced to disk, with its hash. */
async function stage(source: AsyncIterable<Uint8Array>, path: string): Promise<Staged> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o400)
  let bytes = 0
  let head = new Uint8Array()
  try {
    for await (const chunk of source) {
      if (bytes < 64) head = new Uint8Array([...head, ...chunk.subarray(0, 64)])
      hash.update(chunk)
      // Not `write`: on a disk that is nearly full it writes a part and says nothing.
      await file.writeFile(chunk)
      bytes += chunk.length
    }
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return { id: hash.digest('hex'), bytes, head, path }
}

/** Takes over a file that nobody else will write to: hashes it and moves it (or links it over devices). */
async function adopt(source: string, path: string): Promise<Staged> {
  const hash = createHash('sha256')
  let bytes = 0
  let head = new Uint8Array()
  for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 })) {
    if (bytes < 64) head = new Uint8Array([...head, ...chunk.subarray(0, 64)])
    hash.update(chunk)
    bytes += chunk.length
  }
  await rename(source, path).catch(() => copyFile(source, path))
  const file = await open(path, 'r')
  await file.sync()
  await file.close()
  return { id: hash.digest('hex'), bytes, head, path }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
