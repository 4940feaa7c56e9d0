import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSound } from '../sound/open.ts'
import { type ExtractOptions, extractSound } from './extractSound.ts'
import { encodeFilm } from './film.ts'
import { clickTrack, paintFrames, plainFilm } from './testMaterial.ts'

let folder: string
let film: string
let silent: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-extract-'))
  const path = join(folder, 'clicks.wav')
  await clickTrack(path, { sampleRate: 44_100, durationSec: 1, clicksSec: [0.5] })
  const shape = { width: 32, height: 32 }
  const paths = await paintFrames(folder, { ...shape, count: 24 }, () => {})
  film = join(folder, 'film.mp4')
  silent = join(folder, 'silent.mp4')
  await encodeFilm(plainFilm(paths, { ...shape, out: film, sound: { path, name: 'clicks.wav' } }))
  await encodeFilm(plainFilm(paths, { ...shape, out: silent }))
})

afterAll(() => rm(folder, { recursive: true }))

const options = (rest: Partial<ExtractOptions>): ExtractOptions => ({
  out: join(folder, 'sound'),
  as: 'wav',
  name: 'film.mp4',
  signal: new AbortController().signal,
  onProgress: () => {},
  ...rest,
})

test.each([
  { as: 'wav' as const, codec: 'pcm-s24', extension: '.wav' },
  { as: 'copy' as const, codec: 'aac', extension: '.m4a' },
])('as $as, a click stays where it was', async ({ as, codec, extension }) => {
  const taken = await extractSound(film, options({ as }))
  expect(taken.extension).toBe(extension)
  const sound = await openSound(join(folder, 'sound'))
  expect(sound.facts).toMatchObject({ codec, sampleRate: 44_100, channels: 2 })
  expect(sound.facts.durationSec).toBeCloseTo(1, 2)
  const samples: number[] = []
  for await (const planes of sound.blocks()) samples.push(...(planes[0] ?? []))
  const click = samples.findIndex((sample) => Math.abs(sample) > 0.4)
  expect(Math.abs(click / 44_100 - 0.5)).toBeLessThan(0.001)
})

test('a film without sound is refused', async () => {
  await expect(extractSound(silent, options({ name: 'silent.mp4' }))).rejects.toThrow('“silent.mp4”')
})

test('cancelling leaves nothing behind', async () => {
  const stop = new AbortController()
  const taking = extractSound(
    film,
    options({ out: join(folder, 'part'), signal: stop.signal, onProgress: () => stop.abort() }),
  )
  await expect(taking).rejects.toThrow('abort')
  expect(await readdir(folder)).not.toContain('part')
})
