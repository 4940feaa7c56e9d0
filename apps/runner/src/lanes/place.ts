import { existsSync, realpathSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { fail } from '@segue/protocol'
import { connected } from './volume.ts'

/** A folder outside the store that a step names. */
export interface Place {
  /** Absolute, or relative to `base`; empty means `base`. */
  folder: string
  base: string
  /** Folders a place may lie in, and folders it never may. */
  roots: readonly string[]
  forbidden: readonly string[]
}

const wantedIn = ({ folder, base }: Place) => (isAbsolute(folder) ? resolve(folder) : resolve(base, folder))
const settled = (path: string) => (existsSync(path) ? realpathSync(path) : resolve(path))

/**
 * The folder of a place, made when it is not there. Fails with `deliver.outside_roots`, `deliver.folder_unusable` and
 * `disk.not_connected`.
 */
export async function confine(place: Place): Promise<string> {
  const wanted = wantedIn(place)
  if (!isAllowed(wanted, place, resolve)) throw outside(wanted)
  await connected(wanted)
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
  if (!isAllowed(real, place, settled)) throw outside(real)
  return real
}

/** Inside a root, outside what is forbidden, and in no hidden folder. `settle` makes the folders comparable. */
function isAllowed(
  path: string,
  { base, roots, forbidden }: Place,
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
    hint: 'Choose a folder inside your home, leave it empty for the run’s own, or name its disk under `paths` in the settings.',
    kind: 'input',
  })

/**
 * The folder of a place that is there already, to be read. Fails with `folder.missing`, `folder.outside_roots` and
 * `disk.not_connected`.
 */
export async function existing(place: Place): Promise<string> {
  const wanted = wantedIn(place)
  const mayBe = isAllowed(wanted, place, resolve)
  if (mayBe) await connected(wanted)
  const real = mayBe ? await realpath(wanted).catch(() => null) : wanted
  if (real === null)
    throw fail({
      code: 'folder.missing',
      message: `There is no folder ${wanted}.`,
      hint: 'Choose another one, or connect the disk on which it lies and run again.',
      kind: 'environment',
    })
  if (isAllowed(real, place, settled)) return real
  throw fail({
    code: 'folder.outside_roots',
    message: `Segue may not read ${wanted}.`,
    hint: 'Choose a folder inside your home, or name its disk under `paths` in the settings.',
    kind: 'input',
  })
}
