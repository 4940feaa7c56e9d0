import { pixelAt } from '@segue/media/encode/pixel'
import { readFrame } from '@segue/media/film/frame'
import { posterOf } from '@segue/media/film/still'
import { clickTrack } from '@segue/media/film/testMaterial'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { waveform } from './waveform.ts'

const bench = testBench()

async function clicks() {
  const path = bench.file('clicks.wav')
  await clickTrack(path, { sampleRate: 44_100, durationSec: 2, clicksSec: [1] })
  return bench.save(path, { mime: 'audio/wav', name: 'mix.wav', meta: { bpm: 120, remarks: ['sketch'] } })
}

/** How light the picture is where “now” is, a third of the way up a full bar. */
async function lightAt(path: string, atSec: number) {
  const { bytes, width, height } = await posterOf(path, { atSec, maxWidth: 4000 })
  const picture = await readFrame(bytes, 'still')
  const around = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((dx) =>
    pixelAt(picture, width / 2 + dx, height * 0.44 - height * 0.09),
  )
  return Math.max(...around.map(([red, green, blue]) => red + green + blue))
}

test('what is loud stands high at the moment in which it is heard', async () => {
  const { video } = await bench.run(waveform, {
    inputs: { sound: await clicks(), chapters: [{ name: 'One', sec: 0 }] },
    params: { short: 180, fps: 10, quality: 'draft' },
  })
  expect(video).toMatchObject({ name: 'mix.mp4', mime: 'video/mp4' })
  expect(video.meta).toMatchObject({ width: 320, height: 180, frames: 20, durationSec: 2, codec: 'h264+aac' })
  expect(video.meta).toMatchObject({ bpm: 120, remarks: expect.arrayContaining(['sketch']) })
  const path = bench.path(video)
  expect(await lightAt(path, 1.05)).toBeGreaterThan(400)
  expect(await lightAt(path, 0.35)).toBeLessThan(200)
  expect(await lightAt(path, 1.75)).toBeLessThan(200)
})

test.each([
  ['9:16', 90, 160],
  ['1:1', 90, 90],
] as const)('%s is composed for its shape, no longer than asked', async (format, width, height) => {
  const { video } = await bench.run(waveform, {
    inputs: { sound: await clicks() },
    params: { short: 90, fps: 10, quality: 'draft', seconds: 0.5, format, title: 'Mix' },
  })
  expect(video.meta).toMatchObject({ width, height, frames: 5 })
})
