import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Blobs, openBlobs } from './blobs.ts'

let folder: string
let blobs: Blobs
const at = (...names: string[]) => join(folder, ...names)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-blobs-'))
  mkdirSync(at('work'))
  blobs = openBlobs({ folder: at('blobs'), roots: [at('work')] })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const factsOf = (text: string) => ({
  sha256: createHash('sha256').update(text).digest('hex'),
  bytes: Buffer.byteLength(text),
})
async function* bodyOf(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part)
}
const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)

test('a file on the shared disk counts when its size and hash are right', async () => {
  writeFileSync(at('work', 'mix.wav'), 'sound')
  const row = { path: at('work', 'mix.wav'), mime: 'audio/wav', ...factsOf('sound') }
  await blobs.settle([row])
  for (const wrong of [{ bytes: 4 }, { sha256: 'a'.repeat(64) }])
    expect(await failed(blobs.settle([{ ...row, ...wrong }]))).toMatchObject({ code: 'blob.damaged' })
  for (const path of [at('work', 'nowhere.wav'), 'mix.wav', at('work')])
    expect(await failed(blobs.settle([{ ...row, path }]))).toMatchObject({ code: 'blob.missing' })
})

test('uploaded bytes get the place that was asked for, once', async () => {
  const facts = factsOf('a sound')
  await blobs.receive(bodyOf('a ', 'sound'), facts)
  const row = { path: `blob:${facts.sha256}`, for: at('work', 'mix.wav'), mime: 'audio/wav', ...facts }
  await blobs.settle([row])
  expect(readFileSync(at('work', 'mix.wav'), 'utf8')).toBe('a sound')
  expect(await failed(blobs.settle([row]))).toMatchObject({ code: 'blob.missing' })
})

test('a way out of the folders, also over a link, is no place', async () => {
  symlinkSync(folder, at('work', 'link'))
  for (const place of [
    at('x.wav'),
    at('work', '..', 'x.wav'),
    at('work', 'link', 'x.wav'),
    'x.wav',
    undefined,
  ]) {
    const facts = factsOf('sound')
    await blobs.receive(bodyOf('sound'), facts)
    const row = {
      path: `blob:${facts.sha256}`,
      mime: 'audio/wav',
      ...facts,
      ...(place ? { for: place } : {}),
    }
    expect(await failed(blobs.settle([row]))).toMatchObject({ code: 'blob.outside' })
  }
  expect(readdirSync(folder).toSorted()).toEqual(['blobs', 'work'])
})

test('bytes that are too many, too few or others leave nothing', async () => {
  for (const body of ['sounds and more', 'sou', 'sOund'])
    expect(await failed(blobs.receive(bodyOf(body), factsOf('sound')))).toMatchObject({
      code: 'blob.damaged',
    })
  expect(readdirSync(at('blobs'))).toEqual([])
})
