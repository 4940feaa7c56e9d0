import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { migrations } from '../store/schema.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-migrations-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

/** A store as the first release made it, with one thing in it. */
function makeOld(file: string): void {
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA journal_mode=WAL; ${migrations[0]}; PRAGMA user_version=1;
    INSERT INTO recipes (id, name, revision, document, updated_at) VALUES ('rcp_1', 'Old', 1, '{}', 0)`)
  db.close()
}
const schemaOf = (file: string) => {
  const db = new DatabaseSync(file, { readOnly: true })
  const tables = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
  const facts = [db.prepare('PRAGMA user_version').get(), db.prepare('PRAGMA integrity_check').get()]
  db.close()
  return { tables, facts }
}
const dieAt = (file: string, n: number) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'dyingMigration.ts'), file, `${n}`], {
    encoding: 'utf8',
  })

test('R11 a store is of one version or of the next, never between, wherever its migration dies', () => {
  makeOld(at('old.db'))
  copyFileSync(at('old.db'), at('whole.db'))
  const { stdout } = dieAt(at('whole.db'), Number.POSITIVE_INFINITY)
  const whole = schemaOf(at('whole.db'))
  const all = Number(stdout)
  expect(all).toBeGreaterThan(100)
  for (let part = 1; part <= 8; part++) {
    const file = at(`${part}.db`)
    copyFileSync(at('old.db'), file)
    expect(dieAt(file, Math.round((all * part) / 8)).signal).toBe('SIGKILL')
    const { facts } = schemaOf(file)
    expect(facts).toEqual([{ user_version: expect.any(Number) }, { integrity_check: 'ok' }])
    const db = openDatabase(file)
    expect(db.all('SELECT id, name FROM recipes')).toEqual([{ id: 'rcp_1', name: 'Old' }])
    db.close()
    expect(schemaOf(file)).toEqual(whole)
  }
})

test('R11 a new store that is killed while it is made is made anew', () => {
  const whole = at('whole.db')
  const all = Number(dieAt(whole, Number.POSITIVE_INFINITY).stdout)
  for (const part of [1, 2, 3]) {
    const file = at(`${part}.db`)
    expect(dieAt(file, Math.round((all * part) / 3)).signal).toBe('SIGKILL')
    openDatabase(file).close()
    expect(schemaOf(file)).toEqual(schemaOf(whole))
  }
})
