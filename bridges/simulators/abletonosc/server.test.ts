import {
  decodeOsc,
  encodeOsc,
  messagesOf,
  type OscMessage,
  type OscValue,
  openUdp,
  type UdpPort,
} from '@segue/osc'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { facts } from './facts.ts'
import { LiveSet } from './liveSet.ts'
import { bool, float, int, text } from './python.ts'
import { type SimulatedAbletonOsc, startSimulatedAbletonOsc } from './server.ts'

let osc: SimulatedAbletonOsc
let set: LiveSet
let port: UdpPort
let heard: OscMessage[]
beforeEach(async () => {
  heard = []
  port = await openUdp({
    host: '127.0.0.1',
    port: 0,
    receive: (bytes) => heard.push(...messagesOf(decodeOsc(bytes))),
    onBroken() {},
  })
  set = new LiveSet()
  osc = await startSimulatedAbletonOsc({ replyPort: port.port, tickMs: 5, set })
  await expect.poll(() => heard.map(({ address }) => address)).toContain('/live/startup')
  heard.length = 0
})
afterEach(async () => {
  await osc.close()
  await port.close()
})

const tell = (address: string, ...values: OscValue[]) =>
  port.send(encodeOsc({ address, values }), { address: '127.0.0.1', port: osc.port })
/** Everything that came until the test was answered. */
async function answers(): Promise<OscMessage[]> {
  tell('/live/test')
  await expect.poll(() => heard.at(-1)?.address).toBe('/live/test')
  return heard.splice(0).slice(0, -1)
}
const values = (messages: OscMessage[]) =>
  messages.map(({ address, values }) => [
    address,
    ...values.map((value) => ('value' in value ? value.value : null)),
  ])

test('answers getters under their own address, and sets with nothing', async () => {
  tell('/live/song/set/tempo', float(90))
  tell('/live/song/get/tempo')
  tell('/live/song/get/is_playing')
  expect(await answers()).toEqual([
    { address: '/live/song/get/tempo', values: [float(90)] },
    { address: '/live/song/get/is_playing', values: [bool(false)] },
  ])
})

test('answers go to the reply port, wherever the question came from', async () => {
  const other = await openUdp({ host: '127.0.0.1', port: 0, receive: () => heard.push(), onBroken() {} })
  other.send(encodeOsc({ address: '/live/song/get/num_tracks', values: [] }), {
    address: '127.0.0.1',
    port: osc.port,
  })
  await expect.poll(() => heard).toEqual([{ address: '/live/song/get/num_tracks', values: [int(4)] }])
  await other.close()
})

test('an error names no request, and what follows waits for the next tick', async () => {
  tell('/live/track/get/volume', int(99))
  tell('/live/nope')
  tell('/live/track/get/volume', int(1))
  expect(values(await answers())).toEqual([
    ['/live/error', `${facts.errorWords}Index out of range`],
    ['/live/error', `${facts.unknownWords}/live/nope`],
    ['/live/track/get/volume', 1, Math.fround(0.85)],
  ])
})

test('in a bundle everything after an error is lost', async () => {
  const message = (address: string, ...given: OscValue[]) => ({ address, values: given })
  const elements = [
    message('/live/song/set/tempo', float(90)),
    message('/live/track/set/mute', int(99), bool(true)),
    message('/live/song/set/metronome', bool(true)),
  ]
  port.send(encodeOsc({ at: 1n, elements }), { address: '127.0.0.1', port: osc.port })
  await answers()
  expect([set.song.number('tempo'), set.song.is('metronome')]).toEqual([90, false])
})

test('None stands for what a group does not have', async () => {
  await osc.openSet(new LiveSet(['group']))
  await expect.poll(() => heard.length).toBe(2)
  heard.length = 0
  tell('/live/track/get/arm', int(0))
  expect(values(await answers())).toEqual([['/live/track/get/arm', 0, null]])
})

test('notes without bounds leave out the highest pitch; a wrong count is an error', async () => {
  tell('/live/clip_slot/create_clip', int(0), int(0), float(4))
  const note = (pitch: number) => [int(pitch), float(0), float(1), float(100), bool(false)]
  tell('/live/clip/add/notes', int(0), int(0), ...note(127), ...note(60))
  tell('/live/clip/add/notes', int(0), int(0), ...note(61).slice(1))
  tell('/live/clip/get/notes', int(0), int(0))
  expect(values(await answers())).toEqual([
    ['/live/error', `${facts.errorWords}not enough values to unpack (expected 5, got 4)`],
    ['/live/clip/get/notes', 0, 0, 60, 0, 1, 100, false],
  ])
})

test('a clip that is not there is an error, and so is making one where one is', async () => {
  tell('/live/clip/get/name', int(0), int(0))
  tell('/live/clip_slot/create_clip', int(0), int(0), float(4))
  tell('/live/clip_slot/create_clip', int(0), int(0), float(4))
  const found = await answers()
  expect(found.map(({ address }) => address)).toEqual(['/live/error', '/live/error'])
  expect(values(found)[0]?.[1]).toContain('NoneType')
})

test('an answer too long for a datagram is an error, and lost', async () => {
  await osc.close()
  set.tracks[0]?.thing.put('name', text('x'.repeat(2000)))
  osc = await startSimulatedAbletonOsc({ replyPort: port.port, tickMs: 5, set, maxDatagram: 1000 })
  heard.length = 0
  tell('/live/song/get/track_names')
  expect(
    values(await answers())
      .filter(([address]) => address !== '/live/startup')
      .at(-1)?.[1],
  ).toContain('Message too long')
})

test('types are taken as they are: Live refuses a number where it wants a text', async () => {
  tell('/live/track/set/name', int(0), float(1))
  tell('/live/track/set/mute', int(0), float(1))
  expect((await answers()).map(({ address }) => address)).toEqual(['/live/error', '/live/error'])
  tell('/live/track/set/mute', int(0), int(1))
  await answers()
  expect(set.tracks[0]?.thing.is('mute')).toBe(true)
})

test('with * for the track a set reaches all and a get answers for the first', async () => {
  tell('/live/track/set/mute', text('*'), bool(true))
  tell('/live/track/get/mute', text('*'))
  expect(values(await answers())).toEqual([['/live/track/get/mute', 0, true]])
  expect(set.tracks.every(({ thing }) => thing.is('mute'))).toBe(true)
})

test('* in an address stands for one character or more, and each address answers for itself', async () => {
  tell('/live/song/get/loop*')
  const addresses = (await answers()).map(({ address }) => address)
  expect(addresses).toEqual(['/live/song/get/loop_start', '/live/song/get/loop_length'])
})

test('listening sends the value now; a listener goes on under the place that its thing had', async () => {
  tell('/live/track/start_listen/mute', int(0))
  expect(values(await answers())).toEqual([['/live/track/get/mute', 0, false]])
  const [first] = set.tracks
  set.createTrack('midi', 0)
  tell('/live/track/start_listen/mute', int(0))
  await answers()
  first?.thing.put('mute', bool(true))
  set.tracks[0]?.thing.put('mute', bool(true))
  expect(values(await answers())).toEqual([
    ['/live/track/get/mute', 0, true],
    ['/live/track/get/mute', 0, true],
  ])
})

test('a routing that is not in the menu is passed over in silence', async () => {
  tell('/live/track/set/input_routing_type', int(0), text('Nowhere'))
  tell('/live/track/get/input_routing_type', int(0))
  expect(values(await answers())).toEqual([['/live/track/get/input_routing_type', 0, 'Ext. In']])
})

test('clips that are fired begin on the step of the launch quantisation', async () => {
  const [track] = set.tracks
  tell('/live/song/set/current_song_time', float(1))
  tell('/live/song/start_playing')
  tell('/live/clip_slot/create_clip', int(0), int(0), float(4))
  tell('/live/clip_slot/fire', int(0), int(0))
  await answers()
  expect(track?.slots[0]?.clip?.thing.is('is_triggered')).toBe(true)
  await expect.poll(() => track?.slots[0]?.clip?.thing.is('is_playing')).toBe(true)
  expect(set.song.number('current_song_time')).toBeGreaterThanOrEqual(4)
})

test('another set ends all listeners', async () => {
  tell('/live/song/start_listen/tempo')
  await answers()
  const old = set
  await osc.openSet(new LiveSet())
  await expect.poll(() => heard.map(({ address }) => address)).toContain('/live/startup')
  heard.length = 0
  osc.set.song.put('tempo', float(70))
  expect(await answers()).toEqual([])
  expect(old.song.number('tempo')).toBe(120)
})

test('what another machine listens to is not told here until this one speaks again', async () => {
  tell('/live/song/start_listen/tempo')
  await answers()
  osc.faults.stolen = true
  set.song.put('tempo', float(70))
  expect(values(await answers())).toEqual([])
})

test('a blocked Live answers later, everything and in order', async () => {
  osc.faults.stalled = true
  tell('/live/song/set/tempo', float(70))
  tell('/live/song/get/tempo')
  await expect.poll(() => osc.sizes.length).toBe(2)
  expect(heard).toEqual([])
  osc.faults.stalled = false
  await expect.poll(() => values(heard)).toEqual([['/live/song/get/tempo', 70]])
})
