import { setImmediate as turn } from 'node:timers/promises'
import { encodeOsc, openUdp } from '@segue/osc'
import { freeUdpPort } from '@segue/osc/testing'
import { sendDatagram } from '@segue/osc/udp'
import { failureOf, live } from '@segue/protocol'
import { float } from '@segue/simulators/abletonosc/python'
import { afterEach, expect, test } from 'vitest'
import { openClient } from './client.ts'
import { type Bench, openBench } from './testing.ts'
import { numberOf } from './values.ts'
import { write } from './writing.ts'

let bench: Bench
afterEach(() => bench?.close())
const failing = (call: Promise<unknown>) => call.then(() => null, failureOf)
const volumeOf = async (track: number) =>
  numberOf((await bench.client.ask({ address: '/live/track/get/volume', place: [track] }))[0])

test('sets are never acknowledged: a lost one is told, and not said again', async () => {
  bench = await openBench()
  bench.osc.faults.lose('/live/song/set/tempo')
  expect(await failing(bench.call(live.setTempo, { bpm: 99 }))).toMatchObject({
    code: 'bridge.verify_failed',
    message: 'Tempo was set to 99, but is 120.',
    kind: 'transient',
  })
  expect(bench.osc.asked).not.toContain('/live/song/set/tempo')
  expect(await bench.call(live.setTempo, { bpm: 99 })).toEqual({ bpm: 99 })
})

test('reads that are lost, or whose answer is, are asked again', async () => {
  bench = await openBench()
  bench.osc.faults.lose('/live/track/get/volume', 2)
  bench.osc.faults.loseAnswers('/live/song/get/tempo')
  expect((await bench.call(live.snapshot, {})).tracks.map(({ volume }) => volume)).toEqual([
    0.85, 0.85, 0.85, 0.85,
  ])
})

test('what is never answered is told, though Live answers other questions', async () => {
  bench = await openBench()
  bench.osc.faults.loseAnswers('/live/song/get/tempo', 100)
  expect(await failing(bench.client.ask({ address: '/live/song/get/tempo' }))).toMatchObject({
    code: 'bridge.timeout',
    kind: 'transient',
  })
})

test('an error names no request: it belongs to what was asked alone, and the others get their answers', async () => {
  bench = await openBench()
  const tracks = [0, 1, 2, 99, 3, 0]
  const outcomes = await Promise.allSettled(tracks.map(volumeOf))
  expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, true])
  expect(await failing(volumeOf(99))).toMatchObject({
    code: 'bridge.app_error',
    message: 'Live refused it: Index out of range',
  })
})

test('an address that this AbletonOSC does not have says that it is too old', async () => {
  bench = await openBench()
  expect(await failing(bench.client.ask({ address: '/live/nope' }))).toMatchObject({
    code: 'bridge.not_available',
  })
})

test('answers are told apart by what they repeat, in whatever order they come', async () => {
  bench = await openBench()
  bench.osc.set.tracks.forEach(({ mixer }, index) => void mixer.put('volume', float(index / 4)))
  bench.osc.faults.reversed = true
  expect(await Promise.all([3, 1, 0, 2].map(volumeOf))).toEqual([0.75, 0.25, 0, 0.5])
})

test('the same is asked once at a time', async () => {
  bench = await openBench()
  const volumes = await Promise.all([0, 0, 0].map(volumeOf))
  expect(volumes).toEqual([0.85, 0.85, 0.85])
  expect(bench.osc.asked.filter((address) => address === '/live/track/get/volume')).toHaveLength(3)
})

test('a late answer is never taken for the value that is read back', async () => {
  bench = await openBench()
  const { mixer } = bench.osc.set.tracks[0] ?? {}
  mixer?.put('volume', float(0.25))
  bench.osc.faults.delay('/live/track/get/volume', 3)
  const stop = new AbortController()
  const given = bench.client.ask({ address: '/live/track/get/volume', place: [0] }, stop.signal)
  await turn()
  stop.abort()
  await failing(given)
  await expect.poll(() => bench.osc.asked, { interval: 1 }).toContain('/live/track/get/volume')
  mixer?.put('volume', float(0.85))
  bench.osc.faults.lose('/live/track/set/volume')
  const volume = { kind: 'track', property: 'volume', place: [0], value: float(0.25), title: 'Volume' }
  expect(await failing(write(bench.client, [volume], new AbortController().signal))).toMatchObject({
    code: 'bridge.verify_failed',
  })
})

test('while the main thread of Live is blocked a call waits, and is done when it goes on', async () => {
  bench = await openBench({}, { pulseMs: 30 })
  bench.osc.faults.stalled = true
  const before = bench.osc.sizes.length
  const setting = bench.call(live.setTempo, { bpm: 90 })
  // Many beats of the pulse go by: longer than any answer is waited for.
  await expect.poll(() => bench.osc.sizes.length).toBeGreaterThan(before + 8)
  bench.osc.faults.stalled = false
  expect(await setting).toEqual({ bpm: 90 })
  expect(bench.osc.asked.filter((address) => address === '/live/song/set/tempo')).toHaveLength(1)
})

test('Live that never answers again is given up', async () => {
  bench = await openBench({}, { pulseMs: 20, deadMs: 200 })
  bench.osc.faults.stalled = true
  const setting = bench.call(live.setTempo, { bpm: 90 })
  expect(await failing(setting)).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
  expect(await bench.client.closed).toContain('not answered')
})

test('a call can be cancelled while it waits for Live', async () => {
  bench = await openBench()
  bench.osc.faults.stalled = true
  const stop = new AbortController()
  const setting = bench.call(live.setTempo, { bpm: 90 }, stop.signal)
  stop.abort(new Error('enough'))
  await expect(setting).rejects.toThrow('enough')
})

test('Live that quits is noticed at once, by the port that closed', async () => {
  bench = await openBench({}, { pulseMs: 20 })
  bench.osc.faults.stalled = true
  const setting = bench.call(live.setTempo, { bpm: 90 })
  await bench.osc.quit()
  expect(await failing(setting)).toMatchObject({ code: 'bridge.disconnected' })
  expect(await bench.client.closed).toContain('Live is not open')
})

test('another set ends everything: its handles and listeners are dead', async () => {
  bench = await openBench()
  bench.osc.faults.stalled = true
  const setting = bench.call(live.setTempo, { bpm: 90 })
  await bench.osc.openSet(bench.osc.set)
  expect(await failing(setting)).toMatchObject({ code: 'bridge.disconnected' })
  expect(await bench.client.closed).toBe('Live opened another set.')
})

test('only AbletonOSC can answer: what other programs send to the reply port is not heard', async () => {
  const replyPort = await freeUdpPort()
  bench = await openBench({ replyPort })
  bench.osc.faults.stalled = true
  const tempo = bench.client.ask({ address: '/live/song/get/tempo' })
  const forged = encodeOsc({ address: '/live/song/get/tempo', values: [float(666)] })
  await sendDatagram(forged, '127.0.0.1', replyPort)
  bench.osc.faults.stalled = false
  expect(numberOf((await tempo)[0])).toBe(120)
})

test('the reply port is for one program: while another has it, it is not taken', async () => {
  bench = await openBench()
  const other = await openUdp({ host: '127.0.0.1', port: 0, receive() {}, onBroken() {} })
  await expect(openClient({ port: bench.osc.port, replyPort: other.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  await other.close()
})

test('a dialog in Live refuses changes, in words, and nothing is another', async () => {
  bench = await openBench()
  bench.osc.faults.dialog = true
  expect(await failing(bench.call(live.createTrack, { name: 'Lead' }))).toMatchObject({
    code: 'bridge.app_error',
    message: 'Live refused it: A dialog is open',
  })
  expect((await bench.call(live.snapshot, {})).tracks).toHaveLength(4)
})

test('what Live does not take is told in its words', async () => {
  bench = await openBench()
  const write = bench.client.alone(async (turn) => {
    turn.tell('/live/track/set/name', { type: 'int', value: 0 }, float(1))
    await turn.ask({ address: '/live/track/get/name', place: [0] })
    return turn.errors
  })
  expect((await write)[0]).toContain('did not match C++ signature')
})
