import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf, live } from '@segue/protocol'
import { type LiveOptions, type SimulatedLive, startSimulatedLive } from '@segue/simulators/live/program'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bridgeKey } from './bridgeKey.ts'
import { pipePath } from './door.ts'
import { createHub, type Hub } from './hub.ts'

/** Polls wait this long under load. */
const patience = { timeout: 20_000 }

let home: string
let hub: Hub
let simulated: SimulatedLive | undefined
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'segue-live-'))
  const logger = pino({ level: 'silent' })
  hub = await createHub({ home, logger, runnerVersion: '0', blender: 'off', port: null })
  await hub.start()
})
afterEach(async () => {
  await simulated?.close()
  await hub.close()
  rmSync(home, { recursive: true, force: true })
})

/** Live opens with the Remote Script chosen. */
async function open(options: Partial<LiveOptions> = {}) {
  const address =
    process.platform === 'win32' ? `pipe:${pipePath(home)}` : `unix:${join(home, 'run', 'bridge.sock')}`
  simulated = await startSimulatedLive({ address, key: bridgeKey(home, 'live'), ...options })
  await expect.poll(stateOf, patience).toBe('idle')
  return { simulated, bridge: await hub.use('live') }
}
const stateOf = () => hub.states().find(({ app }) => app === 'live')?.state

test('a set is played, changed by both sides, and missed when Live closes', async () => {
  const { simulated, bridge } = await open()
  expect(bridge).toMatchObject({ provider: 'live@12.3.0', standIn: false })
  expect(await bridge.call(live.setTempo, { bpm: 97 })).toMatchObject({ bpm: 97 })
  await simulated.tell({ do: 'rename', track: 0, name: 'Trommeln 🥁' })
  const { tracks } = await bridge.call(live.listTracks, {})
  expect(tracks.map(({ name }) => name)).toContain('Trommeln 🥁')
  await simulated.tell({ do: 'tempo', bpm: 140 })
  await expect
    .poll(() => hub.connection('live').document, patience)
    .toMatchObject({ tempo: 140, facts: { Tracks: 4 } })
  await simulated.close()
  await expect.poll(stateOf, patience).toBe('standIn')
})

test('the mix is recorded in time, and nothing of it stays in the set', async () => {
  const { simulated, bridge } = await open({ speed: 20 })
  const out = join(home, 'bounce')
  const { files } = await bridge.call(live.bounce, { out, source: 'session', scene: 'Intro', to: 8 })
  const [mix] = files
  expect(files).toHaveLength(1)
  expect(mix?.seconds).toBeCloseTo(4, 2)
  expect((await readFile(mix?.path ?? '')).subarray(0, 4).toString()).toBe('RIFF')
  expect(await simulated.tell({ do: 'ask' })).toMatchObject({
    tracks: ['Drums', 'Bass', 'Loop', '4-Audio'],
    serious: [],
    complaints: [],
  })
})

test('an open dialog is said, and another set makes old handles stale', async () => {
  const { simulated, bridge } = await open()
  const { tracks } = await bridge.call(live.listTracks, {})
  await simulated.tell({ do: 'fault', name: 'dialog', message: 'Save changes?' })
  const refused = await bridge.call(live.setTempo, { bpm: 97 }).then(() => null, failureOf)
  expect(refused).toMatchObject({ kind: 'transient' })
  await simulated.tell({ do: 'fault', name: 'close_dialog' })
  await simulated.tell({ do: 'open' })
  const track = tracks[0]?.track ?? ''
  const mute = async () => (await hub.use('live')).call(live.setTrack, { track, mute: true })
  await expect
    .poll(() => mute().then(() => null, failureOf), patience)
    .toMatchObject({ code: 'bridge.stale_handle' })
})
