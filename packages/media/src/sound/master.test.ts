import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fadeSound } from './master.ts'
import { readSound } from './open.ts'
import { writeWav } from './wavWriter.ts'

test('a rendered range is faded whole, wherever it lies in the set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-fade-'))
  const [path, out] = [join(folder, 'rendered.wav'), join(folder, 'faded.wav')]
  await writeWav(path, [new Float32Array(48_000).fill(0.5)], { sampleRate: 48_000, bits: 24 })
  const range = { fromSec: 7, toSec: 8, fadeInSec: 0.01, fadeOutSec: 0.2 }
  await fadeSound(path, out, range)
  const [plane] = (await readSound(out)).planes
  expect(plane).toHaveLength(48_000)
  expect([plane?.[0], plane?.[24_000]]).toEqual([0, 0.5])
  expect(plane?.at(-1)).toBeLessThan(0.001)
  await rm(folder, { recursive: true })
})

test('a recording that goes on for a moment is cut to its length', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-fade-'))
  const [path, out] = [join(folder, 'recorded.wav'), join(folder, 'cut.wav')]
  await writeWav(path, [new Float32Array(48_000).fill(0.5)], { sampleRate: 48_000, bits: 24 })
  const facts = await fadeSound(path, out, { fadeInSec: 0, fadeOutSec: 0.1, lengthSec: 0.75 })
  expect(facts).toEqual({ durationSec: 0.75, sampleRate: 48_000, channels: 1, codec: 'pcm-s24' })
  const [plane] = (await readSound(out)).planes
  expect(plane).toHaveLength(36_000)
  expect(plane?.at(-1)).toBeLessThan(0.001)
  await rm(folder, { recursive: true })
})
