import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ArtifactRef, fail, type MediaMeta } from '@segue/protocol'
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
}

/** Content-addressed files: listed only when complete on disk, read-only afterwards. */
export interface ArtifactStore {
  /** Stores a file. Its bytes are hashed while they are copied; the same bytes are kept once. */
  putFile(path: string, options: PutOptions): Promise<ArtifactRef>
  putBytes(bytes: Uint8Array, options: PutOptions): Promise<ArtifactRef>
  /** Stores a stream, e.g. an upload. */
  putStream(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<ArtifactRef>
  /** Local path of the bytes. Fails with `artifact.missing`. */
  path(ref: Pick<ArtifactRef, 'artifactId' | 'name'>): Promise<string>
  /** Where a person's file came from, when it came from this machine. */
  origin(artifactId: string): string | null
  /** Whether these bytes are listed. */
  has(artifactId: string): boolean
}

/** Opens the store in `folder` and sweeps what a crash left half-written. */
export async function openArtifacts(db: Database, folder: string, incoming: string): Promise<ArtifactStore> {
  for (const left of await readdir(incoming)) await rm(join(incoming, left), { force: true, recursive: true })
  const place = (id: string) => join(folder, id.slice(0, 2), id)
  const has = (id: string) => db.get('SELECT 1 FROM artifacts WHERE id = ?', id) !== undefined

  const settle = async (staged: Staged, options: PutOptions): Promise<ArtifactRef> => {
    const { id, bytes, head, path } = staged
    if (!has(id)) {
      const target = place(id)
      await mkdir(dirname(target), { recursive: true })
      await rename(path, target)
      await syncFolder(dirname(target))
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
    const mime = options.mime ?? sniffMime(head, options.name)
    return { artifactId: id, mime, bytes, name: options.name.slice(0, 255), meta: options.meta ?? {} }
  }

  const putStream = async (source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<ArtifactRef> =>
    settle(await stage(source, join(incoming, randomUUID())), options)

  return {
    has,
    putStream,
    putBytes: (bytes, options) => putStream(only(bytes), options),
    async putFile(path, options) {
      if (options.own) return settle(await adopt(path, join(incoming, randomUUID())), options)
      return putStream(createReadStream(path, { highWaterMark: 1 << 20 }), options)
    },
    async path(ref) {
      const path = place(ref.artifactId)
      const found = has(ref.artifactId) && (await stat(path).catch(() => null))
      if (found) return path
      throw fail({
        code: 'artifact.missing',
        message: `The file “${ref.name}” is not in this store.`,
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
      await file.write(chunk)
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
