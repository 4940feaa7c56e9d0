import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail } from '@segue/protocol'
import type { Home } from '../config/home.ts'
import { version } from '../config/version.ts'
import { openDatabase } from '../store/database.ts'
import { hashOfFile, type Manifest, placeOf, placesIn, sync } from './backupFiles.ts'

/** What a backup holds, and which stored files it could not take. */
export interface BackupReport {
  folder: string
  files: number
  bytes: number
  /** Files that the store lists but that are gone or damaged. */
  lost: string[]
}

/**
 * Writes the store as it is at one moment, every file it lists, and the config into a new folder, also while a
 * runner works. The folder appears when it is whole. Fails with `backup.nothing`, `backup.exists` and `store.*`.
 */
export async function backUp(home: Home, target: string): Promise<BackupReport> {
  const folder = resolve(target)
  if (!existsSync(home.database)) throw nothing(home)
  await refuseUsed(folder)
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  const to = placesIn(part)
  copyStore(home, to.store)
  const { lost, ...taken } = await copyFiles(home, part)
  const config = join(home.root, 'config.json')
  if (existsSync(config)) await copyFile(config, to.config)
  const manifest: Manifest = {
    format: 1,
    segue: version,
    createdAt: Date.now(),
    store: await partOf(to.store),
    config: existsSync(to.config) ? await partOf(to.config) : null,
    ...taken,
  }
  await writeFile(to.manifest, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  await sync(to.manifest)
  await sync(part)
  await rm(folder, { recursive: true, force: true })
  await rename(part, folder)
  await sync(dirname(folder))
  return { folder, ...taken, lost }
}

async function refuseUsed(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw used(folder)
  })
  if (names.length > 0) throw used(folder)
}

const nothing = (home: Home) =>
  fail({
    code: 'backup.nothing',
    message: `There is no store in ${home.root} yet.`,
    hint: 'Name the home with --home or SEGUE_HOME.',
    kind: 'input',
  })

const used = (folder: string) =>
  fail({
    code: 'backup.exists',
    message: `There is something at ${folder} already.`,
    hint: 'Name a folder that is not there yet; a backup never replaces another one.',
    kind: 'input',
  })

/** One consistent moment of the store, whoever writes into it meanwhile. */
function copyStore(home: Home, target: string): void {
  const db = openDatabase(home.database)
  try {
    db.run('VACUUM INTO ?', target)
  } finally {
    db.close()
  }
}

/** Copies every listed file; the copy of the store lists no other ones. */
async function copyFiles(
  home: Home,
  folder: string,
): Promise<Pick<BackupReport, 'files' | 'bytes' | 'lost'>> {
  const to = placesIn(folder)
  const store = new DatabaseSync(to.store)
  const lost: string[] = []
  let files = 0
  let bytes = 0
  try {
    await mkdir(to.files, { recursive: true, mode: 0o700 })
    const listed = store.prepare('SELECT id FROM artifacts ORDER BY id').all()
    for (const { id } of listed.map((row) => ({ id: String(row.id) }))) {
      const copy = join(to.files, placeOf(id))
      await mkdir(dirname(copy), { recursive: true, mode: 0o700 })
      const whole = await copyFile(join(home.artifacts, placeOf(id)), copy, constants.COPYFILE_FICLONE).then(
        async () => (await hashOfFile(copy)) === id,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return false
          throw error
        },
      )
      if (!whole) {
        await rm(copy, { force: true })
        lost.push(id)
        continue
      }
      await sync(copy)
      files += 1
      bytes += (await stat(copy)).size
    }
    const drop = store.prepare('DELETE FROM artifacts WHERE id = ?')
    for (const id of lost) drop.run(id)
  } finally {
    store.close()
  }
  await sync(to.store)
  return { files, bytes, lost }
}

const partOf = async (path: string): Promise<Manifest['store']> => ({
  sha256: await hashOfFile(path),
  bytes: (await stat(path)).size,
})
