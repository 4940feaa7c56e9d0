import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, realpathSync } from 'node:fs'
import { copyFile, link, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, resolve } from 'node:path'
import { fail } from '@segue/protocol'

export interface Delivery {
  /** The stored bytes and their hash. */
  source: string
  artifactId: string
  /** Absolute, or relative to `base`; empty means `base`. */
  folder: string
  base: string
  name: string
  overwrite: boolean
  /** Folders a delivery may lie in, and folders it never may. */
  roots: readonly string[]
  forbidden: readonly string[]
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

/**
 * Puts a file where a person finds it, whole or not at all. Never overwrites unless told: a taken name gets
 * ` (2)`, ` (3)` …, or the next `{version:03}` where it has one; the same bytes under the same name count as delivered. Returns the path. Fails with
 * `deliver.outside_roots`, `deliver.folder_unusable`.
 */
export async function deliver(delivery: Delivery): Promise<string> {
  const folder = await confine(delivery)
  const { name, overwrite, source } = delivery
  const part = join(folder, `.${randomUUID()}.part`)
  try {
    await copyFile(source, part)
    const file = await open(part, 'r')
    await file.sync()
    await file.close()
    if (overwrite && !version.test(name)) {
      await rename(part, join(folder, name))
      return join(folder, name)
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

async function confine(delivery: Delivery): Promise<string> {
  const { folder, base } = delivery
  const wanted = isAbsolute(folder) ? resolve(folder) : resolve(base, folder)
  if (!isAllowed(wanted, delivery, resolve)) throw outside(wanted)
  try {
    await mkdir(wanted, { recursive: true })
  } catch (error) {
    throw fail({
      code: 'deliver.folder_unusable',
      message: `The folder ${wanted} cannot be made: ${error instanceof Error ? error.message : ''}`,
      hint: 'Choose another folder on the node.',
      kind: 'environment',
    })
  }
  const real = await realpath(wanted)
  if (!isAllowed(real, delivery, (path) => (existsSync(path) ? realpathSync(path) : resolve(path))))
    throw outside(real)
  return real
}

/** Inside a root, outside what is forbidden, and in no hidden folder. `settle` makes the folders comparable. */
function isAllowed(
  path: string,
  { base, roots, forbidden }: Delivery,
  settle: (path: string) => string,
): boolean {
  const below = (root: string) => {
    const from = relative(settle(root), path)
    return from === '' || (!from.startsWith('..') && !isAbsolute(from))
  }
  const hidden = [base, ...roots].filter(below).every((root) =>
    relative(settle(root), path)
      .split(/[/\\]/)
      .some((part) => part.startsWith('.')),
  )
  return [base, ...roots].some(below) && !forbidden.some(below) && !hidden
}

const outside = (path: string) =>
  fail({
    code: 'deliver.outside_roots',
    message: `Segue may not write to ${path}.`,
    hint: 'Choose a folder inside your home, or leave it empty for the run’s own folder.',
    kind: 'input',
  })

async function sameBytes(path: string, artifactId: string): Promise<boolean> {
  const found = await stat(path)
  if (!found.isFile()) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex') === artifactId
}
