import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Recipe } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readInputs } from './recipeFile.ts'

const to = [{ nodeId: 'a', param: 'x' }]
const recipe = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_test',
  name: 'Test',
  graph: {},
  inputs: [
    { key: 'tracks', label: 'Tracks', type: 'list<file>', group: 'Album', to },
    { key: 'cover', label: 'Cover', type: 'image', group: 'Album', to },
    { key: 'seeds', label: 'Seeds', type: 'list<number>', to },
    { key: 'words', label: 'Words', type: 'list<text>', to },
  ],
})

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-inputs-'))
  await mkdir(join(root, 'album', 'art'), { recursive: true })
  for (const name of ['10 End.wav', '2 Middle.wav', '.DS_Store'])
    await writeFile(join(root, 'album', name), name)
})
afterEach(() => rm(root, { recursive: true, force: true }))

const read = (...given: string[]) =>
  readInputs(recipe, given, async (_, name) => ({
    ...{ artifactId: '0'.repeat(64), mime: 'audio/wav', bytes: 1, name, meta: {} },
  }))
const names = (value: unknown) => (value as { name: string }[]).map(({ name }) => name)

test('a list grows with every file, and with all files of a folder in order', async () => {
  const { tracks, cover } = await read(`tracks=${root}/album/10 End.wav`, `tracks=${root}/album`)
  expect(names(tracks)).toEqual(['10 End.wav', '2 Middle.wav', '10 End.wav'])
  expect(cover).toBe(null)
})

test('numbers and texts come with commas', async () => {
  expect(await read('seeds=1, 2,3', 'seeds=9', 'words=a,b')).toEqual({
    seeds: [1, 2, 3, 9],
    words: ['a', 'b'],
  })
  await expect(read('seeds=1,x')).rejects.toMatchObject({ failure: { code: 'input.malformed' } })
  expect(await read('seeds=')).toEqual({ seeds: null })
})
