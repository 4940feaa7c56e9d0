import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { mix } from './mix.ts'

const bench = testBench()

/** A level for this many frames, so long that blocks of files do not end together. */
async function level(value: number, frames: number, sampleRate = 48_000) {
  const path = bench.file(`${value}-${frames}.wav`)
  await writeWav(path, [new Float32Array(frames).fill(value)], { sampleRate, bits: 24 })
  return bench.save(path, { mime: 'audio/wav', meta: { bpm: 100 + frames } })
}

test('sounds are added up at their levels until the longest one ends', async () => {
  const inputs = { first: await level(0.5, 50_000), third: await level(0.25, 70_001) }
  const { audio } = await bench.run(mix, { params: { levelThird: -6.0206 }, inputs })
  const { planes } = await readSound(bench.path(audio))
  const [plane = new Float32Array()] = planes
  expect([planes.length, plane.length]).toEqual([1, 70_001])
  for (const [at, value] of [
    [0, 0.625],
    [49_999, 0.625],
    [50_000, 0.125],
    [70_000, 0.125],
  ] as const)
    expect(plane[at]).toBeCloseTo(value, 4)
  expect(audio.meta).toMatchObject({ bpm: 50_100, durationSec: 70_001 / 48_000, channels: 1 })
  expect(audio.meta.remarks).toBeUndefined()
})

test('what would clip is lowered as a whole, and that is said', async () => {
  const inputs = { first: await level(0.9, 1000), second: await level(0.9, 2000) }
  const { audio } = await bench.run(mix, { inputs })
  const { planes } = await readSound(bench.path(audio))
  expect(planes[0]?.[10]).toBeCloseTo(0.98855, 4)
  expect(planes[0]?.[1500]).toBeCloseTo(0.98855 / 2, 4)
  expect(audio.meta.remarks).toEqual(['Lowered by 5.2 dB so that nothing clips.'])
})

test('a sound of another rate sounds as long as before', async () => {
  const inputs = { first: await level(0.1, 48_000), second: await level(0.1, 44_100, 44_100) }
  const { audio } = await bench.run(mix, { inputs })
  expect(audio.meta.sampleRate).toBe(48_000)
  expect(Math.abs((audio.meta.durationSec ?? 0) - 1)).toBeLessThan(0.001)
})
