import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverSet } from './deliverSet.ts'

let root: string
let base: string
const folder = () => join(base, 'shot')
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-set-'))
  base = join(root, 'out')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function give(
  contents: Record<string, string>,
  { lost, signal }: { lost?: string; signal?: AbortSignal } = {},
) {
  const files = await Promise.all(
    Object.entries(contents).map(async ([name, text]) => {
      const source = join(root, `source-${name}`)
      if (name !== lost) await writeFile(source, text)
      else await rm(source, { force: true })
      const artifactId = createHash('sha256').update(text).digest('hex')
      return { source, artifactId, bytes: Buffer.byteLength(text), name }
    }),
  )
  return deliverSet({
    ...{
      files,
      base,
      folder: 'shot',
      roots: [],
      forbidden: [],
      manifest: 'shot.json',
      about: { run: 'run_1' },
    },
    signal: signal ?? new AbortController().signal,
  })
}

const inFolder = async () => (await readdir(folder())).sort()
const textOf = (name: string) => readFile(join(folder(), name), 'utf8')
const stateOf = async () => JSON.parse(await textOf('shot.json')).state
/** A file that is written again has another time. */
async function age(name: string) {
  const path = join(folder(), name)
  await utimes(path, 1000, 1000)
  return async () => (await stat(path)).mtimeMs === 1_000_000
}

test('only what changed is written again, and what is gone is removed', async () => {
  expect(await give({ 'f.0001': 'one', 'f.0002': 'two', 'f.0003': 'three' })).toMatchObject({
    written: 3,
    kept: 0,
  })
  const untouched = await age('f.0001')
  expect(await give({ 'f.0001': 'one', 'f.0002': 'TWO' })).toMatchObject({ written: 1, kept: 1, removed: 1 })
  expect(await untouched()).toBe(true)
  expect(await inFolder()).toEqual(['f.0001', 'f.0002', 'shot.json'])
  expect(await textOf('f.0002')).toBe('TWO')
  expect(await stateOf()).toBe('whole')
})

test('a stop in the middle leaves whole files, says so, and the next delivery goes on', async () => {
  await give({ 'f.0001': 'one', 'f.0002': 'two' })
  const next = { 'f.0001': 'ONE', 'f.0002': 'TWO' }
  await expect(give(next, { lost: 'f.0002' })).rejects.toThrow('ENOENT')
  expect(await stateOf()).toBe('writing')
  expect(await inFolder()).toEqual(['f.0001', 'f.0002', 'shot.json'])
  expect([await textOf('f.0001'), await textOf('f.0002')]).toEqual(['ONE', 'two'])
  expect(await give({ 'f.0001': 'other', 'f.0002': 'TWO' })).toMatchObject({ written: 2, kept: 0 })
  expect([await textOf('f.0001'), await textOf('f.0002'), await stateOf()]).toEqual(['other', 'TWO', 'whole'])
})

test('files of other people are never touched', async () => {
  await mkdir(folder(), { recursive: true })
  await writeFile(join(folder(), 'notes.txt'), 'mine')
  await writeFile(join(folder(), 'f.0002'), 'mine')
  await expect(give({ 'f.0001': 'one', 'f.0002': 'two' })).rejects.toMatchObject({
    failure: { code: 'deliver.foreign_file', message: expect.stringContaining('f.0002') },
  })
  expect(await inFolder()).toEqual(['f.0002', 'notes.txt'])
  await rm(join(folder(), 'f.0002'))
  await give({ 'f.0001': 'one', 'f.0002': 'two' })
  await writeFile(join(folder(), 'f.0002'), 'painted over by hand')
  expect(await give({ 'f.0001': 'one' })).toMatchObject({ removed: 0 })
  expect(await inFolder()).toEqual(['f.0001', 'f.0002', 'notes.txt', 'shot.json'])
})

test.each(['', 'tw'])('a frame that was cut short to “%s” is made whole', async (left) => {
  await give({ 'f.0001': 'one', 'f.0002': 'two' })
  await writeFile(join(folder(), 'f.0002'), left)
  expect(await give({ 'f.0001': 'one', 'f.0002': 'two' })).toMatchObject({ written: 1, kept: 1 })
  expect(await textOf('f.0002')).toBe('two')
})
