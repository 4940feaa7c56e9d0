import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileWithEnding } from './fileWithEnding.ts'

test('a stored file gets the ending of its name, also over what is left of an earlier attempt', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'segue-ending-'))
  const stored = join(workDir, 'stored')
  await writeFile(stored, 'sound')
  const sound = { artifactId: 'a'.repeat(64), mime: 'audio/wav', bytes: 5, name: 'Mein Lied.Ü.WAV', meta: {} }
  const use = { path: async () => stored, workDir }
  const path = await fileWithEnding(sound, use)
  expect(path.slice(workDir.length + 1)).toBe('aaaaaaaaaaaaaaaa.wav')
  expect(await readFile(path, 'utf8')).toBe('sound')
  await rm(path)
  await writeFile(path, 'so')
  expect(await readFile(await fileWithEnding(sound, use), 'utf8')).toBe('sound')
  expect(await readFile(stored, 'utf8')).toBe('sound')
})
