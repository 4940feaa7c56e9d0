import { readChannels } from '@segue/media/channels/file'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { toChannels } from './toChannels.ts'

const text = (value: string) => [...Buffer.from(value)]
const chunk = (tag: string, body: number[]) => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  return [...text(tag), ...size, ...body]
}
/** 96 ticks per quarter note at 120 BPM: a kick on beats 0 and 2, a snare on beat 1. */
const song = Uint8Array.from([
  ...chunk('MThd', [0, 1, 0, 2, 0, 96]),
  ...chunk('MTrk', [0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20, 0, 0xff, 0x2f, 0]),
  ...chunk('MTrk', [
    ...[0, 0xff, 0x03, 5, ...text('Drums')],
    ...[0, 0x99, 36, 127, 48, 36, 0],
    ...[48, 38, 64, 48, 38, 0],
    ...[48, 36, 100, 48, 36, 0],
    ...[0, 0xff, 0x2f, 0],
  ]),
])

async function made(split: 'track' | 'pad', sound: { durationSec?: number; bpm?: number } | null = null) {
  const bench = testBench()
  const midi = await bench.save(song, { mime: 'audio/midi', name: 'drums.mid' })
  const audio = await bench.save(Buffer.from('sound'), {
    mime: 'audio/wav',
    name: 'a.wav',
    meta: sound ?? {},
  })
  const inputs = { midi, ...(sound ? { audio } : {}) }
  const { channels } = await bench.run(toChannels, { params: { split, fps: 24 }, inputs })
  return { channels, curves: await readChannels(bench.path(channels)) }
}

test('one curve per track, and one per pad', async () => {
  const track = await made('track')
  const pad = await made('pad')
  expect(track.channels).toMatchObject({
    name: 'drums.channels',
    meta: { bpm: 120, fps: { num: 24, den: 1 } },
  })
  expect(track.channels.meta.channelNames).toEqual([...track.curves.planes.keys()])
  expect(pad.curves.planes.size).toBeGreaterThan(track.curves.planes.size)
  expect(pad.channels.meta.frames).toBe(pad.curves.samples)
})

test('a sound gives the curves its length and its tempo', async () => {
  const alone = await made('track')
  const { channels, curves } = await made('track', { durationSec: 10, bpm: 90 })
  expect(channels.meta).toMatchObject({ durationSec: 10, bpm: 90 })
  expect(curves.samples).toBe(240)
  expect(alone.curves.samples).toBeLessThan(240)
})
