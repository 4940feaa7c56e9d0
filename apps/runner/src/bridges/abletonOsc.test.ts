import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AbletonOscSettings } from '@segue/abletonosc'
import type { Adapter } from '@segue/bridge/adapter'
import { openMidi } from '@segue/midi'
import { openUdp } from '@segue/osc'
import { freeUdpPort } from '@segue/osc/testing'
import { failureOf, live } from '@segue/protocol'
import { type SimulatedAbletonOsc, startSimulatedAbletonOsc } from '@segue/simulators/abletonosc/server'
import { type SimulatedLive, startSimulatedLive } from '@segue/simulators/live/program'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Config } from '../config/config.ts'
import { adaptersOf } from './adapterList.ts'
import { bridgeKey } from './bridgeKey.ts'
import { pipePath } from './door.ts'
import { createHub, type Hub } from './hub.ts'

/** Polls wait this long under load. */
const patience = { timeout: 20_000 }

let home: string
let hub: Hub
let osc: SimulatedAbletonOsc
let replyPort: number
let remote: SimulatedLive | undefined
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'segue-abletonosc-'))
  replyPort = await freeUdpPort()
  osc = await startSimulatedAbletonOsc({ replyPort, tickMs: 5 })
})
afterEach(async () => {
  await remote?.close()
  remote = undefined
  await hub.close()
  await osc.close()
  rmSync(home, { recursive: true, force: true })
})

const settings = (enabled: boolean) =>
  Config.parse({ applications: { abletonOsc: { enabled, port: osc.port, replyPort } } }).applications
async function open(adapters: Adapter[] = adaptersOf(settings(true), openMidi([]))): Promise<void> {
  const logger = pino({ level: 'silent' })
  hub = await createHub({ home, logger, runnerVersion: '0', blender: 'off', port: null, adapters })
  await hub.start()
}
const openRemote = async () => {
  const address =
    process.platform === 'win32' ? `pipe:${pipePath(home)}` : `unix:${join(home, 'run', 'bridge.sock')}`
  remote = await startSimulatedLive({ address, key: bridgeKey(home, 'live') })
}
const state = () => hub.states().find(({ app }) => app === 'live')
const bridge = () => hub.connection('live').bridge?.name ?? null

test('is off until a person turns it on: nothing listens and nothing is sent', async () => {
  expect(AbletonOscSettings.parse({})).toMatchObject({ enabled: false, port: 11_000, replyPort: 11_001 })
  await open(adaptersOf(settings(false), openMidi([])))
  const taken = await openUdp({ host: '127.0.0.1', port: replyPort, receive() {}, onBroken() {} })
  await taken.close()
  expect(osc.sizes).toEqual([])
  expect(state()?.state).toBe('standIn')
})

test('Live answers through the hub by AbletonOSC, tells what changes, and is missed when it quits', async () => {
  await open()
  const beats: unknown[] = []
  hub.subscribe('live', 'beat', ({ data }) => beats.push(data))
  await expect.poll(bridge, patience).toBe('AbletonOSC')
  const through = await hub.use('live')
  expect(through).toMatchObject({ provider: 'live@12.1', standIn: false })
  expect(await through.call(live.setTempo, { bpm: 97 })).toEqual({ bpm: 97 })
  await expect
    .poll(() => hub.connection('live').document, patience)
    .toMatchObject({ tempo: 97, playing: false, facts: { Tracks: 4, Through: 'AbletonOSC' } })
  await through.call(live.play, {})
  await expect.poll(() => beats.length, patience).toBeGreaterThan(5)
  expect(beats.slice(-1)).toMatchObject([{ bpm: 97 }])
  const able = hub.connection('live').capabilities.map(({ command }) => command)
  expect(able).toContain('notes.set')
  expect(able).not.toContain('bounce.realtime')
  expect(await through.call(live.getMixer, {}).then(() => null, failureOf)).toMatchObject({
    code: 'bridge.unknown_command',
    message: 'AbletonOSC has no command mixer.get.',
    hint: expect.stringContaining('Remote Script'),
  })

  await osc.quit()
  await expect.poll(() => state()?.state, patience).toBe('standIn')
  await osc.launch()
  await expect.poll(bridge, patience).toBe('AbletonOSC')
})

test('another set is another session, and handles of the old one are stale', async () => {
  await open()
  await expect.poll(bridge, patience).toBe('AbletonOSC')
  const before = hub.connection('live').bridge?.session
  const { tracks } = await (await hub.use('live')).call(live.listTracks, {})
  await osc.openSet(osc.set)
  const session = () => hub.connection('live').bridge?.session ?? before
  await expect.poll(session, patience).not.toBe(before)
  const mute = (await hub.use('live')).call(live.setTrack, { track: tracks[0]?.track ?? '', mute: true })
  expect(await mute.then(() => null, failureOf)).toMatchObject({ code: 'bridge.stale_handle' })
})

test('the Remote Script wins when it comes later, and AbletonOSC comes back when it is gone', async () => {
  await open()
  await expect.poll(bridge, patience).toBe('AbletonOSC')
  osc.faults.stalled = true
  const waiting = (await hub.use('live')).call(live.setTempo, { bpm: 97 }).then(() => null, failureOf)
  await expect.poll(() => state()?.state, patience).toBe('busy')
  await openRemote()
  await expect.poll(bridge, patience).toBe('ableton')
  expect(await waiting).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
  osc.faults.stalled = false
  // The reply port is free again: nothing of AbletonOSC is used beside the Remote Script.
  const isFree = () =>
    openUdp({ host: '127.0.0.1', port: replyPort, receive() {}, onBroken() {} }).then(
      (port) => port.close().then(() => true),
      () => false,
    )
  await expect.poll(isFree, patience).toBe(true)
  expect((await hub.use('live')).provider).toBe('live@12.3.0')
  await remote?.close()
  await expect.poll(bridge, patience).toBe('AbletonOSC')
}, 40_000)

test('AbletonOSC does not come in where the Remote Script is already', async () => {
  await open([])
  await openRemote()
  await expect.poll(bridge, patience).toBe('ableton')
  const session = hub.connection('live').bridge?.session
  await hub.close()
  await open()
  // The Remote Script dials a new runner again by itself.
  await expect.poll(bridge, patience).toBe('ableton')
  expect(hub.connection('live').bridge?.session).toBe(session)
}, 40_000)

test('the reply port of another program is what the state says', async () => {
  const other = await openUdp({ host: '127.0.0.1', port: replyPort, receive() {}, onBroken() {} })
  await open()
  await expect.poll(() => state()?.detail, patience).toContain(`port ${replyPort}`)
  await other.close()
  await expect.poll(bridge, patience).toBe('AbletonOSC')
})
