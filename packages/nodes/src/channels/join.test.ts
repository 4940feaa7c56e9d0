import { encodeChannels, readChannels } from '@segue/media/channels/file'
import { failureOf, type MediaMeta, mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { join } from './join.ts'

const bench = testBench()

const curves = (planes: Record<string, number[]>, { num = 24, ...meta }: MediaMeta & { num?: number } = {}) =>
  bench.save(
    encodeChannels({
      rate: { num, den: 1 },
      samples: Object.values(planes)[0]?.length ?? 0,
      planes: new Map(Object.entries(planes).map(([name, values]) => [name, Float32Array.from(values)])),
    }),
    { mime: mimeTypes.channels, name: 'c.channels', meta },
  )

const drums = await curves({ low: [1, 0, 0.5], high: [0, 1, 0] }, { durationSec: 0.125, bpm: 124 })
const bass = await curves(
  { low: [0.25, 0.25], mid: [0, 0.75] },
  { durationSec: 2 / 24, bpm: 90, offsetSec: 4 },
)

async function joined(params: { takeFirst?: string; takeSecond?: string }, second = bass) {
  const { channels } = await bench.run(join, { params, inputs: { first: drums, second } })
  const { planes, rate } = await readChannels(bench.path(channels))
  return { meta: channels.meta, rate, planes: Object.fromEntries([...planes].map(([k, v]) => [k, [...v]])) }
}

test('all that is there comes together; of two with one name the first stays, and what ends sooner is silent', async () => {
  const { planes, meta } = await joined({})
  expect(planes).toEqual({ low: [1, 0, 0.5], high: [0, 1, 0], mid: [0, 0.75, 0] })
  expect(meta).toMatchObject({
    bpm: 124,
    offsetSec: 4,
    durationSec: 0.125,
    frames: 3,
    channelNames: ['low', 'high', 'mid'],
  })
})

test('curves get names of their own, one by one or all together', async () => {
  const { planes } = await joined({ takeFirst: 'kick = low, drums.* = *', takeSecond: 'low' })
  expect(planes).toEqual({
    kick: [1, 0, 0.5],
    'drums.low': [1, 0, 0.5],
    'drums.high': [0, 1, 0],
    low: [0.25, 0.25, 0],
  })
})

test('another frame rate becomes that of the first, and keeps its peaks', async () => {
  const fast = await curves({ hit: [0, 1, 0, 0, 0, 0.5] }, { num: 48 })
  const { planes, rate } = await joined({ takeFirst: 'low', takeSecond: 'hit' }, fast)
  expect(rate).toEqual({ num: 24, den: 1 })
  expect(planes.hit).toEqual([1, 0, 0.5])
})

test.each([
  ['channels.unknown', { takeFirst: 'snare' }],
  ['channels.twice', { takeFirst: 'low', takeSecond: 'low' }],
  ['channels.pick', { takeFirst: 'a = b = c' }],
  ['channels.pick', { takeFirst: 'drums = *' }],
])('%s for %o', async (code, params) => {
  expect(failureOf(await joined(params).catch((error: unknown) => error)).code).toBe(code)
})
