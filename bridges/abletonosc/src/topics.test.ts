import { LiveSet } from '@segue/simulators/abletonosc/liveSet'
import { bool, float, int } from '@segue/simulators/abletonosc/python'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bench, openBench } from './testing.ts'

let bench: Bench
let set: LiveSet
beforeEach(async () => {
  set = new LiveSet()
  bench = await openBench({ set })
})
afterEach(() => bench.close())

test('tells what is open and how it plays', async () => {
  const told = bench.hear('app.document')
  await expect
    .poll(() => told.at(-1))
    .toMatchObject({ name: 'Live Set', tempo: 120, playing: false, beats: 0 })
  set.song.put('is_playing', bool(true))
  await expect.poll(() => told.length).toBeGreaterThan(4)
  const [earlier, later] = told.slice(-2) as { beats: number; sec: number; playing: boolean }[]
  expect(later?.playing).toBe(true)
  expect(later?.beats).toBeGreaterThan(earlier?.beats ?? 0)
  expect(later?.sec).toBeCloseTo((later?.beats ?? 0) / 2)
})

test('tells play and stop, and nothing while only the position moves', async () => {
  const told = bench.hear('transport')
  await expect.poll(() => told).toMatchObject([{ playing: false, metronome: false }])
  set.song.put('is_playing', bool(true))
  await expect.poll(() => told).toMatchObject([{ playing: false }, { playing: true }])
  const beat = Math.floor(set.song.number('current_song_time'))
  await expect.poll(() => Math.floor(set.song.number('current_song_time'))).toBeGreaterThan(beat + 2)
  set.song.put('metronome', bool(true))
  await expect.poll(() => told.at(-1)).toMatchObject({ playing: true, metronome: true })
  expect(told).toHaveLength(3)
})

test('tells tempo and time signature', async () => {
  const told = bench.hear('tempo')
  set.song.put('tempo', float(99.5))
  set.song.put('signature_numerator', int(7))
  await expect.poll(() => told.at(-1)).toEqual({ bpm: 99.5, meter: { num: 7, den: 4 } })
})

test('tells every beat with its bar', async () => {
  set.song.put('signature_numerator', int(3))
  const told = bench.hear('beat')
  await expect.poll(() => bench.osc.asked).toContain('/live/song/start_listen/beat')
  set.song.put('is_playing', bool(true))
  await expect.poll(() => told.length).toBeGreaterThanOrEqual(5)
  expect(told.slice(0, 5)).toEqual([
    { beat: 0, bar: 0, beatInBar: 0, bpm: 120 },
    { beat: 1, bar: 0, beatInBar: 1, bpm: 120 },
    { beat: 2, bar: 0, beatInBar: 2, bpm: 120 },
    { beat: 3, bar: 1, beatInBar: 0, bpm: 120 },
    { beat: 4, bar: 1, beatInBar: 1, bpm: 120 },
  ])
})

test('tells tracks that come', async () => {
  const told = bench.hear('tracks')
  set.createTrack('audio', -1)
  await bench.live.places.refresh()
  const names = (told.at(-1) as { tracks: { name: string }[] }).tracks.map(({ name }) => name)
  expect(names).toEqual(['1-MIDI', '2-MIDI', '3-Audio', '4-Audio', '5-Audio'])
})

test('what is heard twice is listened to until nobody hears it any more', async () => {
  const values: unknown[] = []
  const tempo = { kind: 'song', property: 'tempo' } as const
  const stop = bench.live.ears.hear(tempo, () => {})
  const another = bench.live.ears.hear(tempo, (value) => void values.push(value))
  stop()
  await expect.poll(() => values.length).toBeGreaterThan(0)
  set.song.put('tempo', float(66))
  await expect.poll(() => values.at(-1)).toEqual(float(66))
  expect(bench.osc.asked).not.toContain('/live/song/stop_listen/tempo')
  another()
  await expect.poll(() => bench.osc.asked).toContain('/live/song/stop_listen/tempo')
})
