import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandSpec, failureOf, obs } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { obsBridge } from './adapter.ts'
import { type ObsBench, openBench } from './testing.ts'

let bench: ObsBench
let folder: string
beforeEach(async () => {
  bench = await openBench()
  folder = mkdtempSync(join(tmpdir(), 'segue obs '))
})
afterEach(async () => {
  await bench.close()
  rmSync(folder, { recursive: true })
})
const failure = (promise: Promise<unknown>) => promise.then(() => null, failureOf)

test('serves every command that there is', async () => {
  const served = (await obsBridge(bench.client)).handlers.map(({ spec }) => spec.command)
  expect(served.sort()).toEqual(
    Object.values<CommandSpec>(obs)
      .map(({ command }) => command)
      .sort(),
  )
})

test('says what OBS is and does', async () => {
  expect(await bench.call(obs.info, {})).toEqual({
    version: '30.2.3',
    webSocketVersion: '5.5.2',
    platform: 'linux',
    sceneCollection: 'Friday night',
    studioMode: false,
    recording: false,
    streaming: false,
    virtualCamera: false,
  })
  bench.obs.world.camera = null
  expect(await bench.call(obs.info, {})).toMatchObject({ virtualCamera: null })
})

test('lists scenes from top to bottom with what lies in them', async () => {
  expect(await bench.call(obs.listScenes, {})).toEqual({
    program: 'Stage',
    preview: null,
    scenes: [
      {
        name: 'Stage',
        sources: [
          { name: 'Logo', visible: false },
          { name: 'Title', visible: true },
        ],
      },
      { name: 'Break 🎛', sources: [{ name: 'Logo', visible: true }] },
    ],
  })
})

test('puts a scene on air, or into the preview of studio mode', async () => {
  await bench.call(obs.setScene, { scene: 'Break 🎛' })
  expect(bench.obs.world.program).toBe('Break 🎛')
  expect(await failure(bench.call(obs.setScene, { scene: 'Stage', on: 'preview' }))).toMatchObject({
    code: 'obs.refused',
    hint: 'Turn studio mode on first.',
  })
  expect(await bench.call(obs.setStudioMode, {})).toEqual({ on: true })
  expect(await bench.call(obs.setScene, { scene: 'Stage', on: 'preview' })).toEqual({
    scene: 'Stage',
    on: 'preview',
  })
  expect(await bench.call(obs.triggerTransition, {})).toEqual({ program: 'Stage' })
  expect(await failure(bench.call(obs.setScene, { scene: 'Nowhere' }))).toMatchObject({ kind: 'input' })
})

test('shows and hides a source, in a scene or in the one on air', async () => {
  expect(await bench.call(obs.setVisible, { source: 'Logo' })).toEqual({
    scene: 'Stage',
    source: 'Logo',
    visible: true,
  })
  await bench.call(obs.setVisible, { scene: 'Break 🎛', source: 'Logo', visible: false })
  expect(bench.obs.world.scenes.get('Stage')?.get('Logo')).toBe(true)
  expect(bench.obs.world.scenes.get('Break 🎛')?.get('Logo')).toBe(false)
})

test('lists inputs, mutes them and sets their level', async () => {
  expect((await bench.call(obs.listInputs, {})).inputs).toEqual([
    { name: 'Title', kind: 'text_ft2_source_v2', muted: null, volumeDb: null },
    { name: 'Logo', kind: 'image_source', muted: null, volumeDb: null },
    { name: 'Mic', kind: 'pulse_input_capture', muted: false, volumeDb: -6 },
  ])
  expect(await bench.call(obs.setMute, { input: 'Mic' })).toEqual({ input: 'Mic', muted: true })
  expect(await bench.call(obs.setVolume, { input: 'Mic', volumeDb: -12.5 })).toMatchObject({
    volumeDb: -12.5,
  })
  expect(await failure(bench.call(obs.setMute, { input: 'Logo' }))).toMatchObject({ code: 'obs.refused' })
})

test('writes a text, and says of another kind that it has none', async () => {
  expect(await bench.call(obs.setText, { input: 'Title', text: 'Zugabe!' })).toEqual({
    input: 'Title',
    text: 'Zugabe!',
  })
  expect(bench.obs.world.inputs.get('Title')?.settings).toEqual({ text: 'Zugabe!', color1: 1 })
  expect(await failure(bench.call(obs.setText, { input: 'Logo', text: '' }))).toMatchObject({
    code: 'obs.no_text',
  })
})

test('reads settings and sets some of them', async () => {
  await bench.call(obs.setSettings, { input: 'Logo', settings: { unload: true } })
  expect(await bench.call(obs.getSettings, { input: 'Logo' })).toEqual({
    input: 'Logo',
    kind: 'image_source',
    settings: { file: '/logo.png', unload: true },
  })
})

test('records, pauses, and gives the film when it is complete', async () => {
  const film = join(folder, 'film.mkv')
  writeFileSync(film, 'a film')
  bench.obs.world.recordPath = film
  expect(await bench.call(obs.startRecord, {})).toEqual({ recording: true, paused: false })
  expect(await failure(bench.call(obs.startRecord, {}))).toMatchObject({
    hint: 'Stop it first, or leave this step out.',
  })
  expect(await bench.call(obs.pauseRecord, {})).toEqual({ recording: true, paused: true })
  expect(bench.obs.world.record).toBe('paused')
  expect(await bench.call(obs.pauseRecord, {})).toEqual({ recording: true, paused: true })
  await bench.call(obs.pauseRecord, { paused: false })
  const file = join(folder, 'copy.mkv')
  expect(await bench.call(obs.stopRecord, { file })).toEqual({ path: film })
  expect(readFileSync(file, 'utf8')).toBe('a film')
  expect(await failure(bench.call(obs.stopRecord, {}))).toMatchObject({ hint: 'Start it first.' })
})

test('a film on another machine is told by its path alone', async () => {
  await bench.call(obs.startRecord, {})
  const file = join(folder, 'copy.mkv')
  expect(await bench.call(obs.stopRecord, { file })).toEqual({ path: '/videos/Friday night.mkv' })
  expect(readdirSync(folder)).toEqual([])
  expect(bench.warned).toMatchObject([expect.stringContaining('not on this machine')])
})

test('goes live and ends it', async () => {
  expect(await bench.call(obs.startStream, {})).toEqual({ streaming: true })
  expect(await bench.call(obs.stopStream, {})).toEqual({ streaming: false })
  expect(obs.startStream.effects).toBe('destructive')
  expect(obs.stopStream.effects).toBe('destructive')
})

test('a stream that the service does not let in fails', async () => {
  bench.obs.world.serviceOpen = false
  expect(await failure(bench.call(obs.startStream, {}))).toMatchObject({ code: 'bridge.verify_failed' })
})

test('turns the virtual camera on and off, as often as it is asked', async () => {
  for (const on of [true, true, false, false]) {
    expect(await bench.call(obs.setCamera, { on })).toEqual({ on })
    expect(bench.obs.world.camera).toBe(on)
  }
})

test('writes a picture of a source, or of the scene on air, as a PNG', async () => {
  const path = join(folder, 'Bühne 🎛.png')
  const { source, bytes } = await bench.call(obs.takeScreenshot, { path, width: 320 })
  const png = readFileSync(path)
  expect([source, bytes]).toEqual(['Stage', png.length])
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 180])
  const missing = bench.call(obs.takeScreenshot, { path: join(folder, 'b.png'), source: 'Nobody' })
  expect(await failure(missing)).toMatchObject({ code: 'obs.refused' })
  const nowhere = bench.call(obs.takeScreenshot, { path: join(folder, 'no', 'b.png') })
  expect(await failure(nowhere)).not.toBeNull()
  expect(readdirSync(folder)).toEqual(['Bühne 🎛.png'])
})

test('a wait for OBS can be cancelled', async () => {
  bench.obs.ignore.add('StopRecord')
  await bench.call(obs.startRecord, {})
  const abort = new AbortController()
  const stopping = bench.call(obs.stopRecord, {}, abort.signal)
  await expect.poll(() => bench.obs.asked).toContain('StopRecord')
  abort.abort(new Error('cancelled'))
  await expect(stopping).rejects.toThrow('cancelled')
})

test('OBS that closes in the middle ends the command', async () => {
  bench.obs.ignore.add('GetSourceScreenshot')
  const shooting = failure(bench.call(obs.takeScreenshot, { path: join(folder, 'a.png') }))
  await expect.poll(() => bench.obs.asked).toContain('GetSourceScreenshot')
  bench.obs.drop(1001)
  expect(await shooting).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
})
