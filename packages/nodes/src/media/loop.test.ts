import { readFile } from 'node:fs/promises'
import { type ArtifactRef, SequenceManifest } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { loop } from './loop.ts'
import { paintSequence } from './testPictures.ts'

const bench = testBench()
const size = { width: 64, height: 36 }

/** Light that rises and falls evenly, once in `turn` frames. */
const turning = (count: number, turn: number) =>
  paintSequence(
    bench,
    { ...size, count },
    (context, index) => {
      const phase = (index + turn / 4) % turn
      const level = 30 + 8 * Math.min(phase, turn - phase)
      context.fillStyle = `rgb(${level} ${level} ${level})`
      context.fillRect(0, 0, 64, 36)
    },
    { fps: { num: 24, den: 1 }, bpm: 120, meter: [{ beat: 0, numerator: 3, denominator: 4 }] },
  )

async function listed(ref: ArtifactRef | undefined) {
  if (ref === undefined) throw new Error('no loop')
  return SequenceManifest.parse(JSON.parse(await readFile(bench.path(ref), 'utf8'))).frames.length
}

test('without frames the numbers come out, before anything is rendered', async () => {
  const params = { bars: 8, beats: 4, bpm: 128, fps: 30 }
  const made = await bench.run(loop, { params })
  expect(made).toMatchObject({ count: 450, seconds: 15, report: { driftSec: 0, seam: null } })
  expect(made.frames).toBeUndefined()
})

test('frames are cut to the bars that their tempo and meter make, and the loop closes', async () => {
  const made = await bench.run(loop, { inputs: { frames: await turning(40, 36) }, params: { bars: 1 } })
  expect(made).toMatchObject({ count: 36, seconds: 1.5, report: { seam: { closes: true } } })
  expect(made.frames?.meta).toMatchObject({ frames: 36, durationSec: 1.5, remarks: [] })
  expect(await listed(made.frames)).toBe(36)
})

test('a loop that jumps says so, and stops the recipe when that is wanted', async () => {
  const frames = await turning(40, 44)
  const made = await bench.run(loop, { inputs: { frames }, params: { bars: 1 } })
  expect(made.report).toMatchObject({ seam: { closes: false } })
  expect(made.frames?.meta.remarks?.[0]).toContain('The loop jumps')
  const strict = bench.run(loop, { inputs: { frames }, params: { bars: 1, ifWrong: 'fail' } })
  await expect(strict).rejects.toThrow('The loop jumps')
})

test('too few frames and an unknown tempo say what is wanted', async () => {
  const frames = await turning(40, 36)
  const long = bench.run(loop, { inputs: { frames }, params: { bars: 2 } })
  await expect(long).rejects.toThrow('The loop has 72 frames, and only 40 are there.')
  await expect(bench.run(loop)).rejects.toThrow('The tempo of the loop is not known.')
})
