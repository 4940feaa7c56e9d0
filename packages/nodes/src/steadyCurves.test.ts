import type { Ranges } from '@segue/media/analysis/curve'
import { type Channels, readChannels } from '@segue/media/channels/file'
import type { MediaMeta } from '@segue/protocol'
import { expect, test } from 'vitest'
import type { Use } from './defineNode.ts'
import { probe } from './media/probe.ts'
import { saveSteady } from './steadyCurves.ts'
import { testBench } from './testing.ts'

const samples = 480
const rate = { num: 24, den: 1 }

/** A curve that falls after every hit, in the range of its whole sound; `noise`: how far a new export is off. */
function heard({ noise = 0, edit = [] as readonly number[], gain = 1 } = {}): Channels {
  const low = Float32Array.from({ length: samples }, (_, i) => {
    const hit = edit.includes(i) ? 0.95 : 0.15 + 0.7 * Math.exp(-(i % 24) / 6)
    return hit * gain + (i % 2 === 0 ? noise : -noise)
  })
  return { rate, samples, planes: new Map([['low', low]]) }
}

/** Measures sounds one after the other, as runs of one recipe do. */
function studio() {
  const bench = testBench()
  const { use } = bench.look(probe, {})
  const steady = { ...use, workDir: bench.file('.') } as Use // all that is used here
  const drawn: Ranges[] = []
  const measure = async (
    curves: Channels,
    { report = null, meta = {}, key = 'a', ranges = {} as Ranges, again = curves } = {} as {
      report?: null | { lufs: number }
      meta?: MediaMeta
      key?: string
      ranges?: Ranges
      again?: Channels
    },
  ) =>
    saveSteady(steady, {
      async draw(known) {
        drawn.push(known)
        return { curves: Object.keys(known).length > 0 ? again : curves, ranges, meta }
      },
      report,
      name: 'song.wav',
      key,
    })
  return { bench, drawn, measure }
}

test('the same sound exported anew gives the very same curves, metadata and report', async () => {
  const { measure } = studio()
  const first = await measure(heard(), { report: { lufs: -9.1 }, meta: { bpm: 120 } })
  const second = await measure(heard({ noise: 0.001 }), { report: { lufs: -9.2 }, meta: { bpm: 120.01 } })
  expect(second.channels).toEqual(first.channels)
  expect(second.report).toEqual({ lufs: -9.1 })
})

test('an edit changes the frames that were edited, and no other', async () => {
  const { bench, measure } = studio()
  const [before, after] = [
    (await measure(heard())).channels,
    (await measure(heard({ noise: 0.001, edit: [100, 101] }))).channels,
  ]
  const [one, two] = await Promise.all([before, after].map((ref) => readChannels(bench.path(ref))))
  const [a, b] = [one?.planes.get('low') ?? [], two?.planes.get('low') ?? []]
  expect([...a].flatMap((value, i) => (value === b[i] ? [] : [i]))).toEqual([100, 101])
})

test('curves after an edit are drawn in the ranges of before, when that brings them closer', async () => {
  const { drawn, measure } = studio()
  const ranges = { low: { low: 0, width: 1 } }
  const { channels } = await measure(heard(), { ranges })
  const settled = await measure(heard({ edit: [7], gain: 0.8 }), { ranges, again: heard() })
  expect(drawn).toEqual([{}, {}, ranges])
  expect(settled.channels.artifactId).toBe(channels.artifactId)
})

test('another sound, and the same sound made otherwise, are measured as they are', async () => {
  const { measure } = studio()
  const first = await measure(heard())
  const flat: Channels = { rate, samples, planes: new Map([['low', new Float32Array(samples).fill(0.5)]]) }
  expect((await measure(flat)).channels.artifactId).not.toBe(first.channels.artifactId)
  const otherwise = await measure(heard({ noise: 0.001 }), { key: 'b' })
  expect(otherwise.channels.artifactId).not.toBe(first.channels.artifactId)
})

test('another tempo stays another tempo', async () => {
  const { measure } = studio()
  await measure(heard(), { meta: { bpm: 120 } })
  expect((await measure(heard({ noise: 0.001 }), { meta: { bpm: 121 } })).channels.meta.bpm).toBe(121)
})
