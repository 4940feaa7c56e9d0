import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tempStore } from '../services/testing/tempStore.ts'
import { openVault } from './vault.ts'

function lab() {
  const folder = mkdtempSync(join(tmpdir(), 'segue-vault-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const keyFile = join(folder, 'secret', 'vault')
  const db = tempStore()
  return { db, keyFile, vault: openVault(db, keyFile) }
}
const failsAs = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) })

test('S17 what is kept comes back, and stands nowhere on disk in the clear', () => {
  const { db, keyFile, vault } = lab()
  vault.put('mail.password', 'canary päss 🎹')
  expect(vault.get('mail.password')).toBe('canary päss 🎹')
  expect(openVault(db, keyFile).get('mail.password')).toBe('canary päss 🎹')
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  const onDisk = [db.file, `${db.file}-wal`].map((file) => readFileSync(file, 'latin1')).join()
  expect(onDisk).toContain('mail.password')
  for (const form of ['canary', Buffer.from('canary').toString('base64').slice(0, 7)])
    expect(onDisk).not.toContain(form)
})

test('a secret is replaced and removed', () => {
  const { vault } = lab()
  expect([vault.has('a'), vault.get('a')]).toEqual([false, null])
  vault.put('a', 'one')
  vault.put('a', 'two')
  expect([vault.has('a'), vault.get('a')]).toEqual([true, 'two'])
  vault.remove('a')
  expect([vault.has('a'), vault.get('a')]).toEqual([false, null])
})

test('S17 without its key a secret is locked, named, and not thrown away', () => {
  const { db, keyFile, vault } = lab()
  vault.put('a', 'one')
  const key = readFileSync(keyFile)
  rmSync(keyFile)
  expect(() => vault.get('a')).toThrow(failsAs('vault.locked'))
  vault.put('b', 'two')
  expect(() => vault.get('a')).toThrow(failsAs('vault.locked'))
  expect([vault.has('a'), vault.get('b')]).toEqual([true, 'two'])
  expect(readFileSync(keyFile)).not.toEqual(key)
  expect(db.all('SELECT name FROM secrets ORDER BY name')).toEqual([{ name: 'a' }, { name: 'b' }])
})

test('a secret that was moved under another name, or touched, cannot be read', () => {
  const { db, vault } = lab()
  vault.put('mine', 'one')
  db.run("UPDATE secrets SET name = 'yours'")
  expect(() => vault.get('yours')).toThrow(failsAs('vault.locked'))
  vault.put('mine', 'one')
  db.run("UPDATE secrets SET sealed = zeroblob(20) WHERE name = 'mine'")
  expect(() => vault.get('mine')).toThrow(failsAs('vault.locked'))
})
