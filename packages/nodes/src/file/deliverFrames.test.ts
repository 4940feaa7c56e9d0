import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { paintSequence } from '../media/testPictures.ts'
import { testBench } from '../testing.ts'
import { deliverFrames } from './deliverFrames.ts'

const bench = testBench()
const fps = { num: 24, den: 1 }
const frames = async () => ({
  ...(await paintSequence(bench, { width: 8, height: 8, count: 3 }, () => {}, { fps, standIn: 'blender' })),
  name: 'ripple.frames.json',
})

test('frames lie numbered in a folder of their own', async () => {
  const done = await bench.run(deliverFrames, {
    inputs: { frames: await frames(), facts: { shot: 'A010' } },
    params: { folder: 'renders/{shot}', name: '{shot}_{frame:04}', start: 1001 },
  })
  expect(basename(done.folder)).toBe('A010')
  expect(readdirSync(done.folder).sort()).toEqual([
    'A010_1001.png',
    'A010_1002.png',
    'A010_1003.png',
    'ripple.frames.json',
  ])
  expect(done.report).toMatchObject({ frames: 3, written: 3 })
})

test('a name without a place for the number gets one', async () => {
  const { folder } = await bench.run(deliverFrames, {
    inputs: { frames: await frames() },
    params: { name: '{name}_{fps}' },
  })
  expect(readdirSync(folder)).toContain('ripple_24.0003.png')
})

test('a place that moves with every run is refused', async () => {
  const run = bench.run(deliverFrames, {
    inputs: { frames: await frames() },
    params: { folder: '{name} v{version:03}' },
  })
  await expect(run).rejects.toMatchObject({ failure: { code: 'frames.moving_place' } })
})
