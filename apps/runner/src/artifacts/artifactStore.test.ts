import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../store/database.ts'
import { type ArtifactStore, openArtifacts } from './artifactStore.ts'

let root: string
let db: Database
let store: ArtifactStore
const open = async () => openArtifacts(db, join(root, 'artifacts'), join(root, 'incoming'))

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-artifacts-'))
  db = openDatabase(join(root, 'segue.db'))
  await Promise.all(['artifacts', 'incoming'].map((name) => mkdir(join(root, name))))
  store = await open()
})
afterEach(async () => {
  db.close()
  await rm(root, { recursive: true, force: true })
})

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the artifact store', () => {
  test('keeps the same bytes once, whatever their name', async () => {
    const a = await store.putBytes(bytes('same'), { name: 'a.txt' })
    const b = await store.putBytes(bytes('same'), { name: 'b.txt' })
    expect(b.artifactId).toBe(a.artifactId)
    expect([a.name, b.name, a.mime]).toEqual(['a.txt', 'b.txt', 'text/plain'])
    expect(await readFile(await store.path(a), 'utf8')).toBe('same')
  })

  test('moves a file of its own and copies one of somebody else', async () => {
    const [own, other] = [join(root, 'own'), join(root, 'other')]
    await Promise.all([writeFile(own, 'one'), writeFile(other, 'two')])
    await store.putFile(own, { name: 'own', own: true })
    await store.putFile(other, { name: 'other' })
    await expect(stat(own)).rejects.toThrow()
    expect(await readFile(other, 'utf8')).toBe('two')
  })

  test('R08 lists nothing of a stream that breaks, and leaves nothing behind', async () => {
    async function* broken() {
      yield bytes('half')
      throw new Error('the cable is out')
    }
    await expect(store.putStream(broken(), { name: 'x' })).rejects.toThrow('the cable is out')
    expect(await readdir(join(root, 'incoming'))).toEqual([])
    expect(db.all('SELECT id FROM artifacts')).toEqual([])
  })

  test('R08 sweeps what a crash left half-written', async () => {
    await writeFile(join(root, 'incoming', 'left'), 'half')
    await open()
    expect(await readdir(join(root, 'incoming'))).toEqual([])
  })

  test('says which file is missing', async () => {
    const ref = { artifactId: 'f'.repeat(64), name: 'gone.wav' }
    await expect(store.path(ref)).rejects.toMatchObject({
      failure: { code: 'artifact.missing', kind: 'input' },
    })
  })

  test('knows a type by its bytes, not by its name', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
    expect((await store.putBytes(png, { name: 'song.wav' })).mime).toBe('image/png')
    expect((await store.putBytes(bytes('junk'), { name: 'song.wav' })).mime).toBe('audio/wav')
  })
})
