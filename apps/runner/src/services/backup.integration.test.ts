import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { failureOf } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openArtifacts } from '../artifacts/artifactStore.ts'
import { type Home, openHome } from '../config/home.ts'
import { openDatabase } from '../store/database.ts'
import { lockHome } from '../store/homeLock.ts'
import { migrations } from '../store/schema.ts'
import { backUp } from './backup.ts'
import { placeOf } from './backupFiles.ts'
import { restore } from './restore.ts'

let root: string
let home: Home
let writer: ChildProcess | undefined
/** Ids of the stored files. */
let ids: string[]
const at = (...names: string[]) => join(root, ...names)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error) => failureOf(error).code,
  )

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'segue-backup-'))
  home = openHome(at('home'))
  const db = openDatabase(home.database)
  const artifacts = await openArtifacts(db, home.artifacts, home.incoming)
  ids = []
  for (const name of ['one', 'two', 'three']) {
    const { artifactId } = await artifacts.putBytes(Buffer.from(name.repeat(1000)), { name })
    ids.push(artifactId)
  }
  db.run("INSERT INTO recipes (id, name, revision, document, updated_at) VALUES ('rcp_1', 'One', 1, '{}', 0)")
  db.close()
  writeFileSync(join(home.root, 'config.json'), '{"port":4500}')
})
afterEach(async () => {
  writer?.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
})

/** A process that writes runs of three lines each; resolves when it has written some. */
async function writeOn(): Promise<ChildProcess> {
  writer = fork(join(import.meta.dirname, 'testing/busyWriter.ts'), [home.database])
  await untilWritten(writer, 50)
  return writer
}

async function untilWritten(busy: ChildProcess, runs: number): Promise<void> {
  for (let n = 0; n < runs; ) [n] = await once(busy, 'message')
}

const read = <T>(file: string, work: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return work(db)
  } finally {
    db.close()
  }
}
const count = (file: string, table: string): number =>
  read(file, (db) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n))

test('R10 a backup is one moment of a store that is being written to, and comes back as such', async () => {
  const busy = await writeOn()
  const made = await backUp(home, at('backup'))
  expect(made).toMatchObject({ files: 3, lost: [] })
  const store = at('backup', 'segue.db')
  const runs = count(store, 'runs')
  expect(runs).toBeGreaterThanOrEqual(50)
  await untilWritten(busy, runs + 1)
  expect(count(store, 'journal')).toBe(3 * runs)
  expect(read(store, (db) => db.prepare('PRAGMA integrity_check').get())).toEqual({ integrity_check: 'ok' })

  const other = openHome(at('other'))
  expect(await restore(other, at('backup'))).toMatchObject({ files: 3, setAside: null })
  expect(count(other.database, 'runs')).toBe(runs)
  expect(readFileSync(join(other.root, 'config.json'), 'utf8')).toBe('{"port":4500}')
  for (const id of ids) expect(existsSync(join(other.artifacts, placeOf(id)))).toBe(true)
  openDatabase(other.database, { own: true }).close()
})

describe('backing up', () => {
  test('never writes over anything, and leaves nothing half-made', async () => {
    await backUp(home, at('backup'))
    expect(await codeOf(backUp(home, at('backup')))).toBe('backup.exists')
    writeFileSync(home.database, 'not a store')
    expect(await codeOf(backUp(home, at('second')))).toBe('store.damaged')
    expect(existsSync(at('second'))).toBe(false)
  })

  test('R10 tells which files are gone or damaged, and lists only whole ones', async () => {
    const [gone = '', damaged = ''] = ids
    rmSync(join(home.artifacts, placeOf(gone)))
    chmodSync(join(home.artifacts, placeOf(damaged)), 0o600)
    writeFileSync(join(home.artifacts, placeOf(damaged)), 'other bytes')
    const { files, lost } = await backUp(home, at('backup'))
    expect([files, lost.toSorted()]).toEqual([1, [gone, damaged].toSorted()])
    expect(count(at('backup', 'segue.db'), 'artifacts')).toBe(1)
    expect(count(home.database, 'artifacts')).toBe(3)
  })

  test('refuses a home that has no store yet', async () => {
    expect(await codeOf(backUp(openHome(at('typo')), at('backup')))).toBe('backup.nothing')
  })

  test('holds no keys', async () => {
    await backUp(home, at('backup'))
    const names = readdirSync(at('backup'))
    expect(names.toSorted()).toEqual(['artifacts', 'backup.json', 'config.json', 'segue.db'])
  })
})

describe('restoring', () => {
  beforeEach(() => backUp(home, at('backup')))
  const namesIn = (folder: string) => readdirSync(folder).toSorted()

  test('refuses a home with work in it, unless told, and then sets it aside as a whole home', async () => {
    expect(await codeOf(restore(home, at('backup')))).toBe('restore.not_empty')
    const { setAside } = await restore(home, at('backup'), { force: true })
    expect(namesIn(setAside ?? '')).toEqual(['artifacts', 'config.json', 'segue.db'])
    const before = openHome(setAside ?? '')
    expect(count(before.database, 'recipes')).toBe(1)
    for (const id of ids) expect(existsSync(join(before.artifacts, placeOf(id)))).toBe(true)
    expect(count(home.database, 'recipes')).toBe(1)
  })

  test('R10 refuses a home in use, whatever it is told', async () => {
    const lock = lockHome(home)
    expect(await codeOf(restore(home, at('backup'), { force: true }))).toBe('home.busy')
    lock.release()
  })

  test.each([
    ['store.damaged', () => writeFileSync(home.database, 'x'.repeat(9000))],
    [
      'store.newer',
      () => {
        const db = new DatabaseSync(home.database)
        db.exec(`PRAGMA user_version=${migrations.length + 1}`)
        db.close()
      },
    ],
  ])('brings back what %s is in the way of, and keeps that', async (code, spoil) => {
    spoil()
    const opening = () => openDatabase(home.database)
    expect(opening).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code }) }))
    const before = readFileSync(home.database)
    const { setAside } = await restore(home, at('backup'))
    expect(readFileSync(join(setAside ?? '', 'segue.db')).equals(before)).toBe(true)
    opening().close()
  })

  test.each([
    ['a stored file', () => at('backup', 'artifacts', placeOf(ids[1] ?? ''))],
    ['the store', () => at('backup', 'segue.db')],
    ['the config', () => at('backup', 'config.json')],
  ])('refuses a backup with %s damaged or gone, and leaves the home as it was', async (_, path) => {
    const other = openHome(at('other'))
    const untouched = namesIn(other.root)
    chmodSync(path(), 0o600)
    writeFileSync(path(), 'other bytes')
    expect(await codeOf(restore(other, at('backup')))).toBe('backup.damaged')
    rmSync(path())
    expect(await codeOf(restore(other, at('backup')))).toBe('backup.damaged')
    expect(namesIn(other.root).filter((name) => name !== 'lock.db')).toEqual(untouched)
  })

  test('refuses a folder that is no backup', async () => {
    expect(await codeOf(restore(home, at('home')))).toBe('backup.unreadable')
  })
})
