import { readChannels } from '@segue/media/channels/file'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { testBench } from '../testing.ts'
import { steps } from './steps.ts'

const bench = testBench()
const made = async (params: z.input<typeof steps.params>) => {
  const { channels } = await bench.run(steps, { params })
  const { planes, samples } = await readChannels(bench.path(channels))
  return { meta: channels.meta, samples, plane: (name: string) => [...(planes.get(name) ?? [])] }
}
const hits = (plane: number[]) => plane.flatMap((value, i) => (value > (plane[i - 1] ?? 0) + 0.05 ? i : []))

test('hits fall on their frames, as hard as they are written', async () => {
  const { meta, samples, plane } = await made({
    bars: 1,
    bpm: 120,
    fps: 24,
    low: 'X---o---x---x---',
    release: 0.1,
  })
  expect(samples).toBe(48)
  expect(meta).toMatchObject({ bpm: 120, frames: 48, durationSec: 2 })
  const low = plane('low')
  expect(hits(low)).toEqual([0, 12, 24, 36])
  expect([0, 12, 24].map((i) => Math.round((low[i] ?? 0) * 100))).toEqual([100, 45, 80])
  expect(plane('beat')[6]).toBeCloseTo(0.5, 3)
  expect(plane('bar')[24]).toBeCloseTo(0.5, 3)
})

test('what rings at the end goes on at the start', async () => {
  const { plane } = await made({
    bars: 1,
    bpm: 120,
    fps: 24,
    low: '---------------X',
    mid: '',
    high: '',
    release: 2,
  })
  const low = plane('low')
  expect(low[0]).toBeGreaterThan(0.7)
  expect(low[0]).toBeLessThan(low[47] ?? 0)
  expect(low[44]).toBeLessThan(0.2)
})

test('a longer row goes on in the next bar, a short one divides its bar', async () => {
  const long = await made({
    bars: 2,
    bpm: 120,
    fps: 24,
    low: 'X---------------|----x-----------',
    release: 0.1,
  })
  expect(hits(long.plane('low'))).toEqual([0, 60])
  const short = await made({ bars: 1, bpm: 120, fps: 24, low: 'x-x', beats: 3, release: 0.1 })
  expect(hits(short.plane('low'))).toEqual([0, 24])
})

test('what is no step is named', async () => {
  await expect(bench.run(steps, { params: { low: 'x--k' } })).rejects.toMatchObject({
    failure: { code: 'steps.unknown', message: expect.stringContaining('“k”') },
  })
})
