import { encodeFilm } from '@segue/media/film/film'
import { paintFrames, plainFilm } from '@segue/media/film/testMaterial'
import { coverPixels } from '@segue/media/looks/coverPixels'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { still } from './still.ts'

const bench = testBench()

/** One second of red, then one of blue. */
async function film() {
  const size = { width: 160, height: 90 }
  const paths = await paintFrames(bench.file(''), { ...size, count: 48 }, (context, i) => {
    context.fillStyle = i < 24 ? '#E02020' : '#2020E0'
    context.fillRect(0, 0, 160, 90)
  })
  const out = bench.file('film.mp4')
  await encodeFilm(plainFilm(paths, { ...size, out }))
  const locators = [{ name: 'Drop', beat: 2, sec: 1.5 }]
  const fps = { num: 24, den: 1 }
  const meta = { durationSec: 2, fps, bpm: 120, locators, standIn: 'blender' as const }
  return bench.save(out, { mime: 'video/mp4', name: 'Night Drive.mp4', meta })
}

test.each([
  ['', 'red'],
  ['30f', 'blue'],
  ['locator:Drop', 'blue'],
])('the picture at “%s” is %s', async (at, colour) => {
  const { image } = await bench.run(still, { params: { at, width: 80 }, inputs: { video: await film() } })
  expect(image).toMatchObject({ mime: 'image/jpeg', name: 'Night Drive.jpg' })
  expect(image.meta).toEqual({ width: 80, height: 45, standIn: 'blender' })
  const [red = 0, , blue = 0] = await coverPixels(bench.path(image), image.name)
  expect(red > blue).toBe(colour === 'red')
})
