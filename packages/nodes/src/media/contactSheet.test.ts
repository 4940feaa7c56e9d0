import { pixelAt } from '@segue/media/encode/pixel'
import { encodeFilm } from '@segue/media/film/film'
import { readFrame } from '@segue/media/film/frame'
import { paintFrames, plainFilm } from '@segue/media/film/testMaterial'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { contactSheet } from './contactSheet.ts'

const bench = testBench()

/** Half a second of one colour, then of another. */
async function film(name: string, colours: [string, string]) {
  const size = { width: 64, height: 36 }
  const paths = await paintFrames(bench.file(''), { ...size, count: 12 }, (context, i) => {
    context.fillStyle = colours[i < 6 ? 0 : 1]
    context.fillRect(0, 0, 64, 36)
  })
  const out = bench.file(name)
  await encodeFilm(plainFilm(paths, { ...size, out }))
  return bench.save(out, { mime: 'video/mp4', name, meta: { durationSec: 0.5, bpm: 120 } })
}

test('every film is a row of its moments, in order', async () => {
  const films = [await film('a.mp4', ['#FF0000', '#00FF00']), await film('b.mp4', ['#0000FF', '#FFFFFF'])]
  const { image } = await bench.run(contactSheet, { inputs: { films }, params: { across: 2, width: 640 } })
  expect(image).toMatchObject({ mime: 'image/jpeg', name: 'contact sheet.jpg', meta: { width: 640 } })
  const sheet = await readFrame(bench.path(image), 'sheet')
  const colour = (x: number, y: number) =>
    pixelAt(sheet, x, y)
      .map((value) => (value > 127 ? 1 : 0))
      .join('')
  const second = (image.meta.height ?? 0) - 60
  expect([colour(100, 60), colour(500, 60)]).toEqual(['100', '010'])
  expect([colour(100, second - 40), colour(500, second - 40)]).toEqual(['001', '111'])
})

test('nothing to show is a failure', async () => {
  await expect(bench.run(contactSheet, { inputs: { films: [] } })).rejects.toMatchObject({
    failure: { code: 'sheet.empty' },
  })
})
