import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fail } from '@segue/protocol'
import { z } from 'zod'

const Part = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int() })

/** What a backup says about itself. Stored files need no entry: their names are their hashes. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  segue: z.string(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  store: Part,
  config: Part.nullable(),
  files: z.number().int(),
  bytes: z.number().int(),
})
export type Manifest = z.infer<typeof Manifest>

/** Where everything lies in a backup's folder. */
export const placesIn = (folder: string) => ({
  manifest: join(folder, 'backup.json'),
  store: join(folder, 'segue.db'),
  config: join(folder, 'config.json'),
  files: join(folder, 'artifacts'),
})

/** Where a stored file lies below its folder, in a home and in a backup. */
export const placeOf = (id: string): string => join(id.slice(0, 2), id)

/** SHA-256 of a file, as hex. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Waits until a file or the names in a folder are on disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Reads what a backup says about itself. Fails with `backup.unreadable`. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(placesIn(folder).manifest, 'utf8')))
  } catch {
    throw fail({
      code: 'backup.unreadable',
      message: `${folder} holds no backup that this Segue can read.`,
      hint: 'Give the folder that `segue backup` made, with its backup.json.',
      kind: 'input',
    })
  }
}
