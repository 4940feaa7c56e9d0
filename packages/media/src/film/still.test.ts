import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeFilm } from './film.ts'
import { probeFilm } from './probe.ts'
import { frameStrip, posterOf, type Still, stillOf } from './still.ts'
import { paintFrames, plainFilm } from './testMaterial.ts'

let folder: string
let film: string
let paths: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-still-'))
  film = join(folder, 'film.mp4')
  paths = await paintFrames(folder, { width: 160, height: 90, count: 48 }, (context, i) => {
    context.fillStyle = i < 24 ? '#FF5A36' : '#3A6BFF'
    context.fillRect(0, 0, 160, 90)
  })
  await encodeFilm(plainFilm(paths, { width: 160, height: 90, out: film }))
})

afterAll(() => rm(folder, { recursive: true }))

async function colour(still: Still, x: number): Promise<number[]> {
  const context = createCanvas(still.width, still.height).getContext('2d')
  context.drawImage(await loadImage(still.bytes), 0, 0)
  return [...context.getImageData(x, still.height / 2, 1, 1).data.slice(0, 3)]
}

const near = (one: number[], two: number[]) =>
  Math.max(...one.map((value, i) => Math.abs(value - (two[i] ?? 0))))

test('a poster shows the frame at its time in the right colours', async () => {
  const first = await posterOf(film, { atSec: 0.5, maxWidth: 80 })
  expect([first.width, first.height]).toEqual([80, 45])
  expect(near(await colour(first, 40), [255, 90, 54])).toBeLessThan(8)
  const second = await posterOf(film, { atSec: 1.5, maxWidth: 80 })
  expect(near(await colour(second, 40), [58, 107, 255])).toBeLessThan(8)
})

test('a poster beyond the end is the last frame, and is never enlarged', async () => {
  const still = await posterOf(film, { atSec: 99, maxWidth: 4000 })
  expect(still.width).toBe(160)
  expect(near(await colour(still, 80), [58, 107, 255])).toBeLessThan(8)
})

test('a frame strip runs from the start to the end', async () => {
  const strip = await frameStrip(film, { count: 4, width: 40 })
  expect([strip.width, strip.height]).toEqual([160, 23])
  expect(near(await colour(strip, 20), [255, 90, 54])).toBeLessThan(8)
  expect(near(await colour(strip, 140), [58, 107, 255])).toBeLessThan(8)
})

test('a thumbnail of a picture keeps its proportions', async () => {
  const still = await stillOf(paths[0] ?? '', { maxWidth: 64 })
  expect([still.width, still.height]).toEqual([64, 36])
})

test('what is no film is refused by name', async () => {
  const path = join(folder, 'notes.mp4')
  await writeFile(path, 'not a film')
  await expect(probeFilm(path)).rejects.toThrow('“notes.mp4” cannot be read as a film')
  await expect(posterOf(path, { atSec: 0, maxWidth: 10 })).rejects.toThrow('“notes.mp4”')
})
