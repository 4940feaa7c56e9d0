import { failureOf, live } from '@segue/protocol'
import { LiveSet } from '@segue/simulators/abletonosc/liveSet'
import { text } from '@segue/simulators/abletonosc/python'
import { makeClip, makeDevice } from '@segue/simulators/abletonosc/things'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bench, openBench } from './testing.ts'

let bench: Bench
let set: LiveSet
beforeEach(async () => {
  set = new LiveSet()
  bench = await openBench({ set })
})
afterEach(() => bench.close())
const failing = (call: Promise<unknown>) => call.then(() => null, failureOf)

test('says what it is and what only the Remote Script can', async () => {
  const { version, missing } = await bench.call(live.info, {})
  expect(version).toBe('12.1')
  for (const command of [
    'bounce.realtime',
    'clip.arrange',
    'clip.audio',
    'device.insert',
    'envelope.set',
    'mixer.get',
    'mixer.set',
  ])
    expect(missing).toContain(command)
  expect(missing).not.toContain('notes.set')
})

test('looks at the set and says what it does not see', async () => {
  await bench.call(live.createClip, { track: '1-MIDI', scene: '#2', name: 'Füße 🎛' })
  const found = await bench.call(live.snapshot, {})
  expect(found).toMatchObject({ tempo: 120, meter: { num: 4, den: 4 }, playing: false, path: null })
  expect(found.tracks.map(({ name, kind, sends }) => [name, kind, sends])).toEqual([
    ['1-MIDI', 'midi', [0, 0]],
    ['2-MIDI', 'midi', [0, 0]],
    ['3-Audio', 'audio', [0, 0]],
    ['4-Audio', 'audio', [0, 0]],
  ])
  expect(found.scenes).toHaveLength(8)
  expect(found.clips).toMatchObject([{ name: 'Füße 🎛', kind: 'midi', state: 'stopped', length: 4 }])
  expect(bench.warned.join()).toContain('return tracks')
  expect(await failing(bench.call(live.snapshot, { arrangement: true }))).toMatchObject({
    code: 'bridge.not_available',
  })
})

test('plays, stops and goes to places', async () => {
  expect(await bench.call(live.locate, { to: 12 })).toEqual({ playing: false, beats: 12 })
  expect((await bench.call(live.play, { from: 4 })).playing).toBe(true)
  expect((await bench.call(live.stop, { clips: true })).playing).toBe(false)
  expect((await bench.call(live.continuePlaying, {})).playing).toBe(true)
  expect(await bench.call(live.setLoop, { on: true, start: 8, length: 2 })).toEqual({
    on: true,
    start: 8,
    length: 2,
  })
  expect(await bench.call(live.setMetronome, { on: true })).toEqual({ on: true })
  expect(await bench.call(live.setTempo, { bpm: 98.6 })).toEqual({ bpm: 98.6 })
  expect(await bench.call(live.setMeter, { num: 7, den: 8 })).toEqual({ num: 7, den: 8 })
})

test('makes, changes, copies and deletes tracks', async () => {
  const made = await bench.call(live.createTrack, {
    kind: 'audio',
    name: 'Voice',
    index: 1,
    color: '#ffffff',
  })
  expect(made).toMatchObject({ name: 'Voice', kind: 'audio', index: 1, color: '#ffffff' })
  const changed = await bench.call(live.setTrack, {
    track: made.track,
    name: 'Choir',
    arm: true,
    mute: true,
    monitoring: 'off',
    volume: 0.5,
    pan: -0.25,
    sends: [null, 0.75],
  })
  expect(changed).toMatchObject({
    track: made.track,
    name: 'Choir',
    arm: true,
    mute: true,
    solo: false,
    monitoring: 'off',
    volume: 0.5,
    pan: -0.25,
    sends: [0, 0.75],
  })
  expect(await bench.call(live.duplicateTrack, { track: 'Choir', name: 'Echo' })).toMatchObject({
    name: 'Echo',
    index: 2,
  })
  expect(await bench.call(live.deleteTrack, { track: made.track })).toEqual({ name: 'Choir' })
  expect(set.tracks.map(({ thing }) => thing.text('name'))).toEqual([
    '1-MIDI',
    'Echo',
    '3-MIDI',
    '4-Audio',
    '5-Audio',
  ])
  expect(await failing(bench.call(live.setTrack, { track: made.track, mute: false }))).toMatchObject({
    code: 'bridge.stale_handle',
  })
  expect(await failing(bench.call(live.setTrack, { track: 'Echo', sends: [0, 0, 0.5] }))).toMatchObject({
    code: 'bridge.invalid_args',
  })
})

test('makes, changes, fires and deletes scenes', async () => {
  const made = await bench.call(live.createScene, { name: 'Chorus', index: 0 })
  expect(made).toMatchObject({ name: 'Chorus', index: 0, tempo: null })
  expect(await bench.call(live.setScene, { scene: made.scene, name: 'Drop', tempo: 140 })).toMatchObject({
    scene: made.scene,
    name: 'Drop',
    tempo: 140,
  })
  await bench.call(live.fireScene, { scene: 'Drop' })
  expect(set.song.number('tempo')).toBe(140)
  expect(await bench.call(live.deleteScene, { scene: 'Drop' })).toEqual({ name: 'Drop' })
  expect(set.scenes).toHaveLength(8)
})

test('changes clips, starts them and stops them', async () => {
  const made = await bench.call(live.createClip, { track: '#1', scene: '#1', length: 8, name: 'Bass' })
  const changed = await bench.call(live.setClip, {
    clip: made.clip,
    name: 'Sub',
    loopStart: 8,
    loopEnd: 12,
    muted: true,
  })
  expect(changed).toMatchObject({ clip: made.clip, name: 'Sub', length: 4, muted: true })
  expect((await bench.call(live.fireClip, { clip: 'Sub' })).state).not.toBe('stopped')
  expect((await bench.call(live.stopClip, { clip: made.clip })).state).toBe('stopped')
  expect(await failing(bench.call(live.setClip, { clip: 'Sub', gain: 0.5 }))).toMatchObject({
    code: 'bridge.invalid_args',
  })
  expect(await failing(bench.call(live.createClip, { track: '#1', scene: '#1' }))).toMatchObject({
    message: 'The slot has the clip “Sub” already.',
  })
  expect(await failing(bench.call(live.createClip, { track: '3-Audio', scene: '#1' }))).toMatchObject({
    message: '3-Audio is no MIDI track.',
  })
  expect(await bench.call(live.deleteClip, { clip: 'Sub' })).toEqual({ name: 'Sub' })
})

test('a start that is lost on the way is told', async () => {
  await bench.call(live.createClip, { track: '#1', scene: '#2', name: 'Beat' })
  for (const [address, call] of [
    ['/live/clip/fire', () => bench.call(live.fireClip, { clip: 'Beat' })],
    ['/live/scene/fire', () => bench.call(live.fireScene, { scene: '#2' })],
    ['/live/song/start_playing', () => bench.call(live.play, {})],
    ['/live/song/create_midi_track', () => bench.call(live.createTrack, {})],
  ] as const) {
    bench.osc.faults.lose(address)
    expect(await failing(call())).toMatchObject({ code: 'bridge.verify_failed', kind: 'transient' })
  }
  expect((await bench.call(live.fireScene, { scene: '#2' })).index).toBe(1)
  expect((await bench.call(live.fireScene, { scene: '#3' })).index).toBe(2)
})

test('sets the sound of an audio clip', async () => {
  const slot = set.tracks[2]?.slots[0]
  if (slot) slot.clip = makeClip(false, 4, { name: text('Loop'), file_path: text('/sounds/a b.wav') })
  const changed = await bench.call(live.setClip, { clip: 'Loop', gain: 0.5, pitch: -12, warping: false })
  expect(changed).toMatchObject({ kind: 'audio', file: '/sounds/a b.wav' })
  expect(slot?.clip?.thing.number('pitch_coarse')).toBe(-12)
})

test('reads and sets the knobs of devices', async () => {
  set.tracks[0]?.devices.push(makeDevice('Reverb', 'Reverb', 1, [['Decay Time', 0, 1]]))
  const { devices } = await bench.call(live.listDevices, { track: '1-MIDI' })
  expect(devices).toMatchObject([{ name: 'Reverb', className: 'Reverb', kind: 'audioEffect', on: true }])
  const device = devices[0]?.device ?? ''
  expect(await bench.call(live.setParameter, { device, name: 'Decay Time', value: 0.25 })).toMatchObject({
    value: 0.25,
    text: '0.25',
  })
  const { parameters } = await bench.call(live.getParameters, { device: 'Reverb', track: '1-MIDI' })
  expect(parameters.map(({ name, value }) => [name, value])).toEqual([
    ['Device On', 1],
    ['Decay Time', 0.25],
  ])
  const over = bench.call(live.setParameter, { device, name: 'Decay Time', value: 2 })
  expect(await failing(over)).toMatchObject({ code: 'bridge.invalid_args' })
})

test('connects tracks by name, by track and by category', async () => {
  const to = (one: Parameters<typeof live.setRouting.args.parse>[0]) =>
    bench.call(live.setRouting, one as never)
  expect(await to({ track: '3-Audio', to: { category: 'resampling' } })).toMatchObject({ type: 'Resampling' })
  expect(await to({ track: '3-Audio', to: { track: '#2' }, channel: 'Post Mixer' })).toEqual({
    type: '2-2-MIDI',
    category: 'track',
    channel: 'Post Mixer',
  })
  const { types } = await bench.call(live.listRoutings, { track: '3-Audio', end: 'output' })
  expect(types).toContainEqual({ name: 'Main', category: 'master' })
})

test('sets, finds and deletes locators while Live is stopped', async () => {
  await bench.call(live.setLocator, { at: 16, name: 'Chorus' })
  const { locator } = await bench.call(live.setLocator, { at: 4, name: 'Verse' })
  expect((await bench.call(live.listLocators, {})).locators.map(({ name }) => name)).toEqual([
    'Verse',
    'Chorus',
  ])
  expect(await bench.call(live.jumpToLocator, { locator })).toMatchObject({ name: 'Verse', beats: 4 })
  expect(set.song.number('current_song_time')).toBe(4)
  expect(await bench.call(live.deleteLocator, { locator: '#2' })).toEqual({ name: 'Chorus' })
  await bench.call(live.play, {})
  expect(await failing(bench.call(live.setLocator, { at: 8 }))).toMatchObject({ code: 'bridge.app_busy' })
})

test('takes back a track that was made', async () => {
  await bench.call(live.createTrack, { name: 'Lead' })
  expect(await bench.call(live.undo, {})).toEqual({ canUndo: false, canRedo: true })
  expect(set.tracks).toHaveLength(4)
  expect(await bench.call(live.redo, {})).toEqual({ canUndo: true, canRedo: false })
  expect(await failing(bench.call(live.redo, {}))).toMatchObject({ message: 'There is nothing to redo.' })
})
