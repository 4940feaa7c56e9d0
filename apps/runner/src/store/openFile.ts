import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fail } from '@segue/protocol'
import { migrations } from './schema.ts'
import { damaged, storeTrouble } from './storeFailure.ts'

/**
 * Opens a store file with durable settings, checks its structure cheaply and migrates it. Fails with
 * `store.damaged`, `store.newer`, `store.full` or `store.busy`; the file is never replaced. A new store appears only
 * when it is whole, so that an empty file always means damage.
 */
export function openFile(file: string): DatabaseSync {
  if (!existsSync(file)) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}.new${end}`, { force: true })
    open(`${file}.new`).close()
    renameSync(`${file}.new`, file)
  }
  if (statSync(file).size === 0) throw damaged(file, 'it is empty')
  reading(file, () => check(file))
  return open(file)
}

/** Pages in the log before they are moved to the file: 32 MiB. More at once is cheaper, and read again after a crash. */
const checkpointPages = 8000

/** Says what is wrong with the store when `work` cannot make sense of it. */
function reading<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && 'failure' in error) throw error
    const trouble = storeTrouble(error)
    if (trouble) throw trouble.error(file)
    throw damaged(file, error instanceof Error ? error.message : String(error))
  }
}

function open(file: string): DatabaseSync {
  return reading(file, () => {
    const db = new DatabaseSync(file, { timeout: 5000 })
    try {
      db.exec(
        `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;
         PRAGMA wal_autocheckpoint=${checkpointPages}; PRAGMA cache_size=-16384`,
      )
      migrate(db)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** A store up to this size is read whole at every start: about 0.2 s. */
const smallBytes = 64 * 1024 * 1024

/**
 * Whether the file holds together: small stores are read whole; of large ones the length and the first page of
 * every table, so that a start takes no longer with years of history. Only reads: a connection that may write would
 * move a log that does not belong here into the file when it closes.
 */
function check(file: string): void {
  const db = new DatabaseSync(file, { timeout: 5000, readOnly: true })
  try {
    refuseNewer(db, file)
    const { size } = statSync(file)
    if (size <= smallBytes) {
      const verdict = db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check
      if (verdict !== 'ok') throw new Error(String(verdict))
      return
    }
    const number = (pragma: string) => Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0])
    if (number('page_count') * number('page_size') > size + walBytes(file)) throw new Error('it was cut off')
    for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all())
      db.prepare(`SELECT 1 FROM "${String(name)}" LIMIT 1`).get()
  } finally {
    db.close()
  }
}

const walBytes = (file: string): number => (existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0)

const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)

/** Before anything is written: not even how the file keeps its log is ours to change. */
function refuseNewer(db: DatabaseSync, file: string): void {
  const version = versionOf(db)
  if (version > migrations.length)
    throw fail({
      code: 'store.newer',
      message: `${file} was written by a newer Segue (schema ${version}, this one knows ${migrations.length}).`,
      hint: 'Start the newer Segue, bring back an older backup with `segue restore BACKUP`, or choose another --home.',
      kind: 'environment',
    })
}

/** Brings a store to the newest schema, one transaction for each version. */
export function migrate(db: DatabaseSync): void {
  const version = versionOf(db)
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version=${index + 1}; COMMIT`)
  }
}
