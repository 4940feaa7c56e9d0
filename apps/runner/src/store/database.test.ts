import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { migrations } from './schema.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-store-'))
  file = join(folder, 'segue.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) })

describe('the store', () => {
  test('is durable: WAL, and every commit reaches the disk', () => {
    const db = openDatabase(file)
    expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
    db.close()
  })

  test.each([
    ['junk', 'this is no database at all, but it is long enough to be one'.repeat(200)],
    ['a cut header', 'SQLite format 3'],
  ])('R09 that is %s is reported by name and left as it is', (_, content) => {
    writeFileSync(file, content)
    expect(() => openDatabase(file)).toThrow(failing('store.damaged'))
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  test('of an older Segue finds the steps that wait for somebody', () => {
    const before = migrations.findIndex((text) => text.includes('ADD COLUMN held'))
    const old = new DatabaseSync(file)
    for (const text of migrations.slice(0, before)) old.exec(text)
    const insert = old.prepare(
      `INSERT INTO steps (run_id, node_id, status, attempt, reason, asks) VALUES ('run_1', ?, ?, 1, ?, ?)`,
    )
    insert.run('asks', 'waiting', null, '{"for":"answer"}')
    insert.run('blocked', 'blocked', 'Blender is not here.', null)
    insert.run('due', 'waiting', null, '{"for":"time"}')
    insert.run('paused', 'running', 'This step is paused', null)
    insert.run('was_paused', 'cancelled', 'This step is paused', null)
    old.exec(`PRAGMA user_version=${before}`)
    old.close()
    const db = openDatabase(file)
    const held = db.all('SELECT node_id FROM steps WHERE held = 1 ORDER BY node_id')
    expect(held.map(({ node_id }) => node_id)).toEqual(['asks', 'blocked', 'paused'])
    db.close()
  })

  test('R11 of a newer Segue is not touched', () => {
    const db = new DatabaseSync(file)
    db.exec('PRAGMA user_version=999')
    db.close()
    expect(() => openDatabase(file)).toThrow(failing('store.newer'))
  })

  test('keeps all of a transaction or nothing', () => {
    const db = openDatabase(file)
    const insert = () => db.run("INSERT INTO artifacts (id, bytes, created_at) VALUES ('a', 1, 1)")
    expect(() =>
      db.tx(() => {
        insert()
        db.tx(insert)
      }),
    ).toThrow()
    expect(db.all('SELECT id FROM artifacts')).toEqual([])
    db.tx(insert)
    expect(db.all('SELECT id FROM artifacts')).toEqual([{ id: 'a' }])
    db.close()
  })
})
