import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ArtifactRef, mimeTypes } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hooks, Json } from './attempt.ts'
import { expandList, isStoredList, storeLists } from './lists.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-lists-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hooks: Pick<Hooks, 'save' | 'path'> = {
  async save(source, { name, mime = '' }) {
    const artifactId = createHash('sha256').update(source).digest('hex')
    await writeFile(join(folder, artifactId), source)
    return { artifactId, mime, bytes: source.length, name, meta: {} }
  },
  path: async ({ artifactId }) => join(folder, artifactId),
}
const words = (kib: number): Json[] => Array.from({ length: kib }, (_, i) => String(i).padEnd(1021, '.'))
const most = 64 * 1024
const store = (values: Record<string, Json>, ports: string[]) => storeLists(values, { ports, most }, hooks)

test('a long list becomes a file, and is the same list again', async () => {
  const list = words(65)
  const { list: stored = null, short } = await store({ list, short: ['a'] }, ['list', 'short'])
  expect(isStoredList(stored)).toBe(true)
  expect(stored).toMatchObject({ mime: mimeTypes.list, name: 'list.list.json' })
  expect(short).toEqual(['a'])
  expect(await expandList(stored, hooks)).toEqual(list)
})

test('while all together are too much, the longest go first', async () => {
  const stored = await store({ one: words(30), two: words(20), three: words(25) }, ['one', 'two', 'three'])
  expect(Object.keys(stored).filter((key) => isStoredList(stored[key] ?? null))).toEqual(['one'])
})

test('what is no list stays as it is', async () => {
  const text = 'x'.repeat(100_000)
  expect(await store({ text, list: text }, ['list'])).toEqual({ text, list: text })
  expect(await expandList([1, 2], hooks)).toEqual([1, 2])
})

test('a list that no node could hold is refused', async () => {
  const ref: ArtifactRef = {
    ...{ artifactId: 'a'.repeat(64), mime: mimeTypes.list, name: 'l', meta: {} },
    bytes: 17 * 2 ** 20,
  }
  await expect(expandList(ref as unknown as Json, hooks)).rejects.toMatchObject({
    failure: { code: 'list.too_large' },
  })
})
