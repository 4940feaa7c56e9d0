import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fail } from '@segue/protocol'

/** Writes a file beside its place and moves it there, so that nobody sees half of it. Fails with `file.unwritable`. */
export async function writeWhole(path: string, source: Readable): Promise<void> {
  const part = join(dirname(path), `.${randomUUID()}.part`)
  try {
    await pipeline(source, createWriteStream(part, { flags: 'wx', flush: true }))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw fail({
      code: 'file.unwritable',
      message: `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Choose another file, or make space on the disk.',
      kind: 'environment',
    })
  }
}
