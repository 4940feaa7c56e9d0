import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { probeFilm } from '@segue/media/film/probe'
import { posterOf } from '@segue/media/film/still'
import { ArtifactRef, type RunView } from '@segue/protocol'
import { decodeScene } from '@segue/standins/blender/openScene'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRunner } from '../testing.ts'
import { openExamples, through } from './testing/examples.ts'

let runner: TestRunner
beforeAll(async () => {
  runner = await openExamples()
})
afterAll(() => runner[Symbol.asyncDispose]())

const outFolder = ({ head }: RunView) => runner.host.runs.facts(head.runId).outFolder
const pathOf = (value: unknown) => runner.artifacts.path(ArtifactRef.parse(value))

test('Locators to chapters and markers: both say the same moments, and the scene that goes out holds them', async () => {
  const view = await through(runner, 'locators-to-markers')
  const { chapters, markers, scene } = view.head.outputs
  expect(chapters).toBe('00:00 Intro\n00:03 Build\n00:07 Drop\n00:15 Break\n00:17 Outro')
  // 8, 16, 32 and 36 beats at 124 BPM, 24 frames a second
  const placed = [
    { name: 'Intro', frame: 1 },
    { name: 'Build', frame: 94 },
    { name: 'Drop', frame: 187 },
    { name: 'Break', frame: 373 },
    { name: 'Outro', frame: 419 },
  ]
  expect(markers).toMatchObject({ markers: placed })
  expect(readdirSync(outFolder(view))).toContain('marked ripple.scene.json')
  expect(decodeScene(await readFile(await pathOf(scene)), 'scene').markers).toEqual(placed)

  const later = await through(runner, 'locators-to-markers', { inputs: { offset: -8 } })
  expect(later.head.outputs.chapters).toBe(chapters)
  const { markers: left } = decodeScene(await readFile(await pathOf(later.head.outputs.scene)), 'later')
  expect(left.map(({ name, frame }) => `${name} ${frame}`)).toEqual(['Break 181', 'Outro 227'])
})

test('A film in every format: each in its own shape with the whole song, and pictures of the wide one', async () => {
  const view = await through(runner, 'film-in-every-format')
  const { outputs } = view.head
  const facts = await Promise.all(
    ['wide', 'tall', 'square'].map(async (key) => {
      const { video, sound, durationSec } = await probeFilm(await pathOf(outputs[key]))
      expect(Math.abs(durationSec - 3.387)).toBeLessThan(0.15)
      expect(sound?.channels).toBe(2)
      return `${video.width}×${video.height}`
    }),
  )
  expect(facts).toEqual(['160×90', '90×160', '90×90'])
  const names = ['Harbour 160x90.mp4', 'Harbour 90x160.mp4', 'Harbour 90x90.mp4', 'Harbour poster.jpg']
  expect(readdirSync(outFolder(view))).toEqual(expect.arrayContaining([...names, 'Harbour thumbnail.jpg']))

  const wide = ArtifactRef.parse(outputs.wide)
  const atSec = 0.4 * (wide.meta.durationSec ?? 0)
  const expected = await posterOf(await pathOf(wide), { atSec, maxWidth: 3840 })
  expect(Buffer.compare(await readFile(await pathOf(outputs.poster)), expected.bytes)).toBe(0)
  expect(ArtifactRef.parse(outputs.poster).meta).toEqual({ width: 160, height: 90, standIn: 'blender' })
})

test('Album to films: a film of every track under its name, and chapters as long as they are', async () => {
  const plain = await through(runner, 'album-to-films', { inputs: { seconds: 1.5 } })
  const films = ArtifactRef.array().parse(plain.head.outputs.films)
  expect(films.map(({ name }) => name)).toEqual(['Harbour.mp4', 'Low Tide.mp4', 'Night Ferry.mp4'])
  for (const film of films) expect(film.meta).toMatchObject({ frames: 36, durationSec: 1.5, height: 90 })
  expect(new Set(films.map(({ artifactId }) => artifactId)).size).toBe(3)
  expect(plain.head.outputs.chapters).toBe('00:00 Harbour\n00:01 Low Tide\n00:03 Night Ferry')
  expect(readdirSync(outFolder(plain)).filter((name) => name.endsWith('.mp4'))).toHaveLength(3)
})
