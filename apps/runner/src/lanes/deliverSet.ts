import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, stableText } from '@segue/protocol'
import { z } from 'zod'
import { landed, sameBytes } from './deliver.ts'
import { confine, type Place } from './place.ts'

/** Files that belong together in one folder. */
export interface SetDelivery extends Place {
  files: readonly { source: string; artifactId: string; bytes: number; name: string }[]
  /** Name of the list that is kept beside them. */
  manifest: string
  /** What else the list says. */
  about: Record<string, z.core.util.JSONType>
  signal: AbortSignal
}

export interface DeliveredSet {
  folder: string
  written: number
  /** Were there already. */
  kept: number
  /** Belonged to an earlier delivery and to this one no more. */
  removed: number
}

const Entry = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  /** When the file was last written, as the disk says it. */
  written: z.number().nullable(),
})
type Entry = z.infer<typeof Entry>
const Manifest = z.object({
  state: z.enum(['writing', 'whole']),
  files: z.array(Entry),
  before: z.array(Entry),
})

async function manifestAt(path: string): Promise<z.infer<typeof Manifest>> {
  const text = await readFile(path, 'utf8').catch(() => null)
  const none = { state: 'whole' as const, files: [], before: [] }
  if (text === null) return none
  try {
    return Manifest.parse(JSON.parse(text))
  } catch {
    return none
  }
}

/** Whether a file is still as an entry says: by size and time where they are known, else by its content. */
async function isAs(path: string, { sha256, bytes, written }: Entry): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile() || found.size !== bytes) return false
  return found.mtimeMs === written || sameBytes(path, sha256)
}

/** Whether a file is the beginning of another one, as a full disk or a lost connection leaves it; an empty one is. */
async function isCutShort(path: string, source: string): Promise<boolean> {
  const { size } = await stat(path)
  const whole = await stat(source).catch(() => null)
  if (size === 0) return true
  if (!whole || size >= whole.size) return false
  const begins = await sliceOf(source, size)
  return begins.equals(await readFile(path))
}

async function sliceOf(path: string, bytes: number): Promise<Buffer> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
  return buffer.subarray(0, bytesRead)
}

const foreign = (name: string) =>
  fail({
    code: 'deliver.foreign_file',
    message: `“${name}” lies in the folder already, and Segue did not put it there as it is now.`,
    hint: 'Move it away, or deliver to a folder of its own. Nothing was replaced.',
    kind: 'input',
  })

/**
 * Brings a folder to hold these files: what is there already stays untouched, what changed is replaced one whole file
 * at a time, what belonged to the last delivery and is gone now is removed. Files of other people are never touched; one
 * that is in the way is a failure before anything is written. The list says `writing` until all are there, so that a
 * stop in between is seen and the next delivery goes on. Fails with `deliver.*`.
 */
export async function deliverSet(delivery: SetDelivery): Promise<DeliveredSet> {
  const { files, manifest, about, signal } = delivery
  const folder = await confine(delivery)
  const list = join(folder, manifest)
  const last = await manifestAt(list)
  const ours = new Map<string, Entry[]>()
  for (const entry of [...last.files, ...last.before])
    ours.set(entry.name, [...(ours.get(entry.name) ?? []), entry])
  const wanted = files.map(({ name, artifactId, bytes }): Entry => {
    const known = ours.get(name)?.find(({ sha256 }) => sha256 === artifactId)
    return { name, sha256: artifactId, bytes, written: known?.written ?? null }
  })
  const isOurs = async (name: string) => {
    for (const entry of ours.get(name) ?? []) if (await isAs(join(folder, name), entry)) return true
    return false
  }
  const there = new Set<string>()
  for (const [index, entry] of wanted.entries()) {
    signal.throwIfAborted()
    const path = join(folder, entry.name)
    if (await isAs(path, entry)) there.add(entry.name)
    else if (await stat(path).catch(() => null)) {
      const replaces = (await isOurs(entry.name)) || (await isCutShort(path, files[index]?.source ?? ''))
      if (!replaces) throw foreign(entry.name)
    }
  }
  const write = async (state: 'writing' | 'whole', entries: readonly Entry[], before: readonly Entry[]) => {
    const part = `${list}.part`
    await writeFile(part, `${stableText({ ...about, state, files: entries, before })}\n`, { flush: true })
    await rename(part, list)
  }
  const names = new Set(wanted.map(({ name }) => name))
  const stale = [...ours.keys()].filter((name) => !names.has(name))
  const changes = there.size < wanted.length || stale.length > 0 || last.state === 'writing'
  if (changes) await write('writing', wanted, [...ours.values()].flat())
  const place = async ({ source, name }: SetDelivery['files'][number]) => {
    signal.throwIfAborted()
    const part = await landed(source, folder)
    await rename(part, join(folder, name)).catch(async (error: unknown) => {
      await rm(part, { force: true })
      throw error
    })
  }
  for (const file of files) if (!there.has(file.name)) await place(file)
  let removed = 0
  for (const name of stale)
    if (await isOurs(name)) {
      await rm(join(folder, name), { force: true })
      removed += 1
    }
  const done: Entry[] = []
  for (const entry of wanted) done.push({ ...entry, written: (await stat(join(folder, entry.name))).mtimeMs })
  await write('whole', done, [])
  return { folder, written: wanted.length - there.size, kept: there.size, removed }
}
