import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore, openArtifacts } from '../artifacts/artifactStore.ts'
import { type Home, openHome } from '../config/home.ts'
import { type Database, openDatabase } from '../store/database.ts'

const size = 200_000
let root: string
let home: Home
let db: Database
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'segue-half-'))
  home = openHome(join(root, 'home'))
  db = openDatabase(home.database)
  writeFileSync(join(root, 'whole'), Buffer.alloc(size, 'x'))
})
afterEach(() => {
  db.close()
  rmSync(root, { recursive: true, force: true })
})
const open = (): Promise<ArtifactStore> => openArtifacts(db, home.artifacts, home.incoming)
const missing = { failure: { code: 'artifact.missing' } }

test('R08 a file whose writer dies at any place is not listed, and swept at the next start', async () => {
  for (let tenths = 0; tenths < 10; tenths++) {
    const args = [join(import.meta.dirname, 'dyingWriter.ts'), home.root, join(root, 'whole')]
    const { signal } = spawnSync(process.execPath, [...args, `${(size / 10) * tenths}`])
    expect(signal).toBe('SIGKILL')
    expect(readdirSync(home.incoming)).toHaveLength(1)
    expect(db.all('SELECT id FROM artifacts')).toEqual([])
    await open()
    expect(readdirSync(home.incoming)).toEqual([])
  }
})

test.each([
  ['shorter', (path: string) => truncateSync(path, size / 2)],
  ['longer', (path: string) => appendFileSync(path, 'more')],
])('R08 a stored file that became %s is not given to anybody', async (_, change) => {
  const store = await open()
  const ref = await store.putFile(join(root, 'whole'), { name: 'whole.bin' })
  change(await store.path(ref))
  await expect(store.path(ref)).rejects.toMatchObject(missing)
})

test('R08 a file that is given again takes the place of one that was damaged', async () => {
  const store = await open()
  const ref = await store.putFile(join(root, 'whole'), { name: 'whole.bin' })
  truncateSync(await store.path(ref), 0)
  expect(await store.putFile(join(root, 'whole'), { name: 'whole.bin' })).toEqual(ref)
  expect(await store.path(ref)).toBeTruthy()
})
