import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, failureOf } from '@segue/protocol'
import type { Home } from '../config/home.ts'
import { openDatabase } from '../store/database.ts'
import { lockHome } from '../store/homeLock.ts'
import { openFile } from '../store/openFile.ts'
import { hashOfFile, placeOf, placesIn, readManifest, sync } from './backupFiles.ts'

/** What was brought back. */
export interface RestoreReport {
  home: string
  files: number
  bytes: number
  /** Where what was in the home lies now; null when there was nothing. */
  setAside: string | null
}

/**
 * Brings a backup into a home that is empty or whose store cannot be read; with `force` into any other one that
 * nobody uses. What was there is set aside in a folder of the home, never deleted. Every hash is checked before the
 * home changes. Fails with `backup.unreadable`, `backup.damaged`, `restore.not_empty` and `home.busy`.
 */
export async function restore(home: Home, folder: string, { force = false } = {}): Promise<RestoreReport> {
  const { files, bytes } = await readManifest(folder)
  const lock = lockHome(home)
  const part = join(home.root, 'restore.part')
  try {
    if (!force && isUsed(home)) throw notEmpty(home)
    await rm(part, { recursive: true, force: true })
    await copyChecked(folder, part)
    const setAside = await moveAside(home)
    const from = placesIn(part)
    await rm(home.artifacts, { recursive: true, force: true })
    await rename(from.files, home.artifacts)
    await mkdir(home.incoming, { recursive: true, mode: 0o700 })
    if (existsSync(from.config)) await rename(from.config, join(home.root, 'config.json'))
    await rename(from.store, home.database)
    await sync(home.root)
    return { home: home.root, files, bytes, setAside }
  } finally {
    await rm(part, { recursive: true, force: true })
    lock.release()
  }
}

/** Whether somebody's work is in a home whose store can be read. */
function isUsed(home: Home): boolean {
  if (!existsSync(home.database)) return false
  try {
    const db = openDatabase(home.database)
    try {
      const own = 'SELECT 1 FROM runs UNION ALL SELECT 1 FROM recipes WHERE starter IS NULL OR revision > 0'
      return db.get(`${own} LIMIT 1`) !== undefined
    } finally {
      db.close()
    }
  } catch (error) {
    const { code } = failureOf(error)
    if (code === 'store.damaged' || code === 'store.newer') return false
    throw error
  }
}

const notEmpty = (home: Home) =>
  fail({
    code: 'restore.not_empty',
    message: `${home.root} holds recipes or runs already.`,
    hint: 'Choose another --home, or add --force: what is there is then set aside, not deleted.',
    kind: 'input',
  })

/** Copies a backup, and reads back what was written. */
async function copyChecked(folder: string, part: string): Promise<void> {
  const manifest = await readManifest(folder)
  const [from, to] = [placesIn(folder), placesIn(part)]
  await mkdir(to.files, { recursive: true, mode: 0o700 })
  const take = async (source: string, target: string, sha256: string) => {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const copied = await copyFile(source, target).then(
      () => true,
      () => false,
    )
    if (!copied || (await hashOfFile(target)) !== sha256) throw damaged(source)
    await sync(target)
  }
  await take(from.store, to.store, manifest.store.sha256)
  if (manifest.config) await take(from.config, to.config, manifest.config.sha256)
  const store = openFile(to.store)
  try {
    for (const row of store.prepare('SELECT id FROM artifacts').all()) {
      const id = String(row.id)
      await take(join(from.files, placeOf(id)), join(to.files, placeOf(id)), id)
    }
    // The log of what was migrated goes into the file, which moves alone.
    store.exec('PRAGMA journal_mode=DELETE')
  } finally {
    store.close()
  }
}

const damaged = (path: string) =>
  fail({
    code: 'backup.damaged',
    message: `${path} is missing or not what was backed up. The home is as it was.`,
    hint: 'Bring back another backup.',
    kind: 'input',
  })

const storedNames = async (home: Home): Promise<string[]> =>
  (await readdir(home.artifacts).catch(() => [])).filter((name) => name !== 'incoming')

/** Moves store, files and config into a folder of their own, a home in itself. */
async function moveAside(home: Home): Promise<string | null> {
  const names = ['segue.db', 'segue.db-wal', 'segue.db-shm', 'config.json'].filter((name) =>
    existsSync(join(home.root, name)),
  )
  if ((await storedNames(home)).length > 0) names.push('artifacts')
  if (names.length === 0) return null
  const aside = join(home.root, `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  for (const name of names) await rename(join(home.root, name), join(aside, name))
  await sync(aside)
  return aside
}
