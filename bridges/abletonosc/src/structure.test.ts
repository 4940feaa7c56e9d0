import { failureOf, live } from '@segue/protocol'
import { LiveSet } from '@segue/simulators/abletonosc/liveSet'
import { bool, text } from '@segue/simulators/abletonosc/python'
import { fire } from '@segue/simulators/abletonosc/transport'
import { afterEach, expect, test } from 'vitest'
import { type Bench, openBench } from './testing.ts'

let bench: Bench
afterEach(() => bench.close())
const failing = (call: Promise<unknown>) => call.then(() => null, failureOf)

/** A set whose tracks have names of their own, so that a person moves them and not their numbers. */
async function openNamed(...names: string[]): Promise<LiveSet> {
  const set = new LiveSet(names.map(() => 'midi'))
  names.forEach((name, index) => void set.tracks[index]?.thing.put('name', text(name)))
  bench = await openBench({ set })
  return set
}
const handles = async () => {
  const { tracks } = await bench.call(live.listTracks, {})
  return Object.fromEntries(tracks.map(({ name, track }) => [name, track]))
}

test('indices shift: a handle stays with its track when a person makes and deletes others', async () => {
  const set = await openNamed('Drums', 'Bass', 'Keys')
  const before = await handles()
  set.createTrack('audio', 0)
  expect((await bench.call(live.setTrack, { track: before.Bass ?? '', mute: true })).name).toBe('Bass')
  set.deleteTrack(1)
  expect((await bench.call(live.setTrack, { track: before.Keys ?? '', solo: true })).name).toBe('Keys')
  expect(await failing(bench.call(live.setTrack, { track: before.Drums ?? '', mute: true }))).toMatchObject({
    code: 'bridge.stale_handle',
  })
})

test('indices shift: a handle stays with its track when Segue makes one before it', async () => {
  await openNamed('1', 'Bass')
  const { Bass } = await handles()
  await bench.call(live.createTrack, { index: 0 })
  await bench.call(live.createScene, { index: 0 })
  expect(await bench.call(live.setTrack, { track: Bass ?? '', mute: true })).toMatchObject({
    name: 'Bass',
    index: 2,
  })
})

test('indices shift: a track that a person moves at the very moment of a change is told', async () => {
  const set = await openNamed('Drums', 'Bass')
  await bench.call(live.listTracks, {})
  const { thing } = set.tracks[0] ?? {}
  // What is read back at the old place is as it was wanted, though it belongs to another track.
  thing?.watch('mute', () => set.createTrack('midi', 0).thing.put('mute', bool(true)))
  expect(await failing(bench.call(live.setTrack, { track: 'Drums', mute: true }))).toMatchObject({
    code: 'bridge.verify_failed',
  })
})

test('tracks that are called alike are never mistaken for each other: their handles end', async () => {
  const set = await openNamed('Drums', 'Voice', 'Voice', 'Keys')
  const { tracks } = await bench.call(live.listTracks, {})
  set.deleteTrack(1)
  for (const { track } of tracks.slice(1, 3))
    expect(await failing(bench.call(live.setTrack, { track, mute: true }))).toMatchObject({
      code: 'bridge.stale_handle',
    })
  expect((await bench.call(live.setTrack, { track: tracks[3]?.track ?? '', mute: true })).name).toBe('Keys')
  expect(await failing(bench.call(live.setTrack, { track: 'Nobody', mute: true }))).toMatchObject({
    code: 'bridge.invalid_args',
  })
})

test('a clip that is called otherwise, or is another one, is not the one that a handle named', async () => {
  const set = await openNamed('Drums')
  const { clip } = await bench.call(live.createClip, { track: 'Drums', scene: '#1', name: 'Beat' })
  await bench.call(live.createScene, { index: 0 })
  expect(await bench.call(live.setClip, { clip, muted: true })).toMatchObject({ clip, name: 'Beat' })
  set.tracks[0]?.slots[1]?.clip?.thing.put('name', text('Fill'))
  expect(await failing(bench.call(live.fireClip, { clip }))).toMatchObject({ code: 'bridge.stale_handle' })
})

test('what a group does not have is None: it is told as nothing, and cannot be armed', async () => {
  const set = new LiveSet(['group', 'midi'])
  set.tracks[0]?.thing.put('name', text('Strings'))
  for (const track of set.tracks.slice(1)) track.group = set.tracks[0] ?? null
  bench = await openBench({ set })
  const { tracks } = await bench.call(live.listTracks, {})
  expect(tracks[0]).toMatchObject({ kind: 'group', arm: null, monitoring: null, group: null })
  expect(tracks[1]).toMatchObject({ kind: 'midi', arm: false, monitoring: 'auto', group: tracks[0]?.track })
  expect(await failing(bench.call(live.setTrack, { track: 'Strings', arm: true }))).toMatchObject({
    message: 'Strings cannot be armed.',
  })
})

test('a track in a group in a group says which', async () => {
  const set = new LiveSet(['group', 'group', 'midi', 'midi'])
  const [outer = null, inner = null] = set.tracks
  for (const [index, group] of [null, outer, inner, outer].entries()) {
    const track = set.tracks[index]
    if (track) track.group = group
  }
  bench = await openBench({ set })
  const { tracks } = await bench.call(live.listTracks, {})
  const [first, second] = tracks.map(({ track }) => track)
  expect(tracks.map(({ group }) => group)).toEqual([null, first, second, first])
})

test('listeners hang on indices: after tracks have moved, a launch is told of the right track and once', async () => {
  const set = await openNamed('Drums', 'Bass')
  await bench.call(live.createClip, { track: 'Drums', scene: '#1', name: 'Beat' })
  await bench.call(live.createClip, { track: 'Bass', scene: '#1', name: 'Line' })
  const told = bench.hear('clip.launched')
  await expect.poll(() => bench.osc.asked).toContain('/live/track/start_listen/playing_slot_index')
  await bench.live.places.refresh()
  set.createTrack('midi', 0)
  await bench.live.places.refresh()
  await expect
    .poll(() => bench.osc.asked.filter((one) => one.endsWith('start_listen/playing_slot_index')).length)
    .toBeGreaterThanOrEqual(5)
  await bench.live.places.refresh()
  const bass = set.tracks[2]
  if (bass?.slots[0]) fire(set, bass, bass.slots[0])
  const id = `track:${bench.live.places.tracks.idAt(2)}`
  await expect.poll(() => told).toMatchObject([{ name: 'Line', track: id, state: 'playing' }])
  const drums = set.tracks[1]
  if (drums?.slots[0]) fire(set, drums, drums.slots[0])
  await expect.poll(() => told).toMatchObject([{ name: 'Line' }, { name: 'Beat' }])
})

test('listeners of places that are gone do not spoil what comes after', async () => {
  const set = await openNamed('Drums', 'Bass')
  await bench.call(live.createTrack, { name: 'Keys' })
  const values: unknown[] = []
  bench.live.ears.hear({ kind: 'track', property: 'mute', place: [2] }, (value) => void values.push(value))
  await expect.poll(() => values.length).toBeGreaterThan(0)
  set.undo()
  expect(await bench.call(live.redo, {})).toEqual({ canUndo: true, canRedo: false })
})

test('updates go to whoever spoke last: they are asked for again and come back', async () => {
  const set = await openNamed('Drums')
  const told = bench.hear('tempo')
  await expect.poll(() => told).toEqual([{ bpm: 120, meter: { num: 4, den: 4 } }])
  bench.osc.faults.stolen = true
  set.song.put('tempo', { type: 'float', value: 90 })
  bench.live.ears.again()
  await expect.poll(() => told.at(-1)).toEqual({ bpm: 90, meter: { num: 4, den: 4 } })
})

test('long rows come in parts that fit into a datagram of macOS', async () => {
  const set = new LiveSet(Array.from({ length: 90 }, () => 'midi'))
  set.tracks.forEach(({ thing }, index) => void thing.put('name', text(`${index} ${'ä'.repeat(100)}`)))
  bench = await openBench({ set, maxDatagram: 9216 })
  expect((await bench.call(live.listTracks, {})).tracks).toHaveLength(90)
  expect(bench.live.places.tracks.names[89]).toContain('89 ä')
})

test('an unknown routing is passed over by AbletonOSC in silence, so it is refused before', async () => {
  await openNamed('Drums')
  const routing = bench.call(live.setRouting, { track: 'Drums', to: { name: 'Nowhere' } })
  expect(await failing(routing)).toMatchObject({ code: 'bridge.invalid_args' })
  expect(bench.osc.asked).not.toContain('/live/track/set/input_routing_type')
  const channel = bench.call(live.setRouting, { track: 'Drums', to: { name: 'Resampling' }, channel: 'Nope' })
  expect(await failing(channel)).toMatchObject({ code: 'bridge.invalid_args' })
})

test('what AbletonOSC does not reach is refused in words that say who does', async () => {
  await openNamed('Drums')
  for (const call of [
    bench.call(live.createTrack, { kind: 'return' }),
    bench.call(live.setTrack, { track: 'master', volume: 0.5 }),
    bench.call(live.setRouting, { track: 'Drums', to: { category: 'parent_group_track' } }),
  ])
    expect(await failing(call)).toMatchObject({
      code: 'bridge.not_available',
      hint: expect.stringContaining('Remote Script'),
    })
})
