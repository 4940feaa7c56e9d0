import { encodeChannels } from '@segue/media/channels/file'
import { mimeTypes, trackName } from '@segue/protocol'
import { expect, test } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { frameKeys, type Shot } from './frameKeys.ts'
import { render } from './render.ts'

const frames = 48
const path = trackName('SEGUE', '["low"]', -1)

/** Curves of one property; `hits`: frames, from 1, that are loud. */
async function motionOf(bench: TestBench, hits: readonly number[]) {
  const plane = Float32Array.from({ length: frames }, (_, i) => (hits.includes(i + 1) ? 1 : 0))
  const bytes = encodeChannels({
    rate: { num: 24, den: 1 },
    samples: frames,
    planes: new Map([[path, plane]]),
  })
  const { artifactId, bytes: size } = await bench.save(bytes, { mime: mimeTypes.channels, name: 'tracks' })
  return { base: 'base', tracks: { artifactId, bytes: size }, startFrame: 1 }
}

const plain: Shot = {
  provider: 'blender@3.4.1',
  computing: { device: 'CPU', denoised: false },
  engine: 'workbench',
  samples: 8,
  width: 640,
  height: 360,
  fps: { num: 24, den: 1 },
  base: 'base',
  motion: null,
  motionBlur: null,
  from: 1,
  to: frames,
}

async function keysOf(bench: TestBench, more: Partial<Shot> = {}) {
  const keys = await frameKeys({ ...plain, ...more }, bench.look(render).use)
  return { whole: keys.whole, all: Array.from({ length: frames }, (_, i) => keys.of(i + 1)) }
}

/** Frames, from 1, whose keys differ. */
const changed = (a: readonly string[], b: readonly string[]): number[] =>
  a.flatMap((key, i) => (key === b[i] ? [] : [i + 1]))

test('a hit more changes the key of its own frame, and of nothing else', async () => {
  const bench = testBench()
  const before = await keysOf(bench, { motion: await motionOf(bench, [10]) })
  const after = await keysOf(bench, { motion: await motionOf(bench, [10, 30]) })
  expect(changed(before.all, after.all)).toEqual([30])
  expect(after.whole).not.toBe(before.whole)
})

test('while the shutter is open the frames around it count as well', async () => {
  const bench = testBench()
  const blurred = async (hits: number[], motionBlur: number) =>
    (await keysOf(bench, { motion: await motionOf(bench, hits), motionBlur })).all
  expect(changed(await blurred([10], 0.5), await blurred([10, 30], 0.5))).toEqual([29, 30, 31])
  expect(changed(await blurred([10], 1.5), await blurred([10, 30], 1.5))).toEqual([28, 29, 30, 31, 32])
})

test('every frame has a key of its own, also where the curves say the same', async () => {
  const bench = testBench()
  const { all } = await keysOf(bench, { motion: await motionOf(bench, []) })
  expect(new Set(all).size).toBe(frames)
})

test.each([
  ['another Blender', { provider: 'blender@4.2.0' }],
  ['a GPU', { computing: { device: 'OptiX', denoised: false } }],
  ['a denoiser', { computing: { device: 'CPU', denoised: true } }],
  ['a Blender that does not say what computes', { computing: null }],
  ['another engine', { engine: 'cycles' as const }],
  ['other samples', { samples: 9 }],
  ['another size', { width: 641 }],
  ['another rate', { fps: { num: 25, den: 1 } }],
  ['another scene', { base: 'other' }],
  ['an open shutter', { motionBlur: 0.5 }],
])('%s changes every key', async (_, more) => {
  const bench = testBench()
  const [before, after] = [await keysOf(bench), await keysOf(bench, more)]
  expect(changed(before.all, after.all)).toHaveLength(frames)
  expect(after.whole).not.toBe(before.whole)
})

test('the same rate written otherwise changes none', async () => {
  const bench = testBench()
  const [before, after] = [await keysOf(bench), await keysOf(bench, { fps: { num: 24_000, den: 1000 } })]
  expect(after).toEqual(before)
})

test('the range changes the key of the whole, and of no frame', async () => {
  const bench = testBench()
  const [before, after] = [await keysOf(bench), await keysOf(bench, { to: frames - 1 })]
  expect(after.all).toEqual(before.all)
  expect(after.whole).not.toBe(before.whole)
})

test('without the curves’ file every frame depends on all of them', async () => {
  const bench = testBench()
  const lost = (artifactId: string) => ({
    base: 'base',
    tracks: { artifactId: artifactId.repeat(64), bytes: 1 },
    startFrame: 1,
  })
  const [before, after] = [
    await keysOf(bench, { motion: lost('a') }),
    await keysOf(bench, { motion: lost('b') }),
  ]
  expect(changed(before.all, after.all)).toHaveLength(frames)
})
