import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { blender, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRunning, look, writeTracks } from './contract/blenderFixtures.ts'
import { findBlender } from './findBlender.ts'
import { createHub, type Hub } from './hub.ts'
import type { HubBridge } from './hubBridge.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)

if (found === null) throw new Error('These tests are about real Blender, and there is none.')

describe('real Blender through the hub', () => {
  let folder: string
  let hub: Hub
  let bridge: HubBridge
  const at = (name: string) => join(folder, name)
  const render = { engine: 'workbench', width: 64, height: 36, samples: null, camera: null } as const
  const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)
  const pids = (): number[] =>
    JSON.parse(readFileSync(at('children.json'), 'utf8')).map(({ pid }: { pid: number }) => pid)
  const openHub = () =>
    createHub({
      home: folder,
      logger: pino({ level: 'silent' }),
      runnerVersion: '0',
      blender: found?.path ?? 'off',
      port: null,
    })
  /** Runs a script in a Blender of its own, to make the files that people have. */
  const python = (lines: string[]) => {
    writeFileSync(at('make.py'), lines.join('\n'))
    const args = ['--background', '--factory-startup', '--python-exit-code', '7', '--python', at('make.py')]
    return promisify(execFile)(found?.path ?? '', args)
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'segue Blender Füße 🎛 '))
    hub = await openHub()
    bridge = await hub.use('blender')
  })
  afterAll(async () => {
    await hub.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('tells what it is', async () => {
    expect(bridge).toMatchObject({ provider: `blender@${found?.version}`, standIn: false })
    const info = await bridge.call(blender.info, {})
    expect(info).toMatchObject({ version: found?.version, background: true })
    expect(info.engines).toContain('workbench')
    expect(hub.states()).toContainEqual(expect.objectContaining({ app: 'blender', state: 'idle' }))
  })

  test('writes the scene as glTF, whole or not at all', async () => {
    await bridge.call(blender.buildScene, { spec: look })
    const { path, bytes } = await bridge.call(blender.exportGltf, { path: at('look.glb') })
    const file = readFileSync(path)
    expect(file.length).toBe(bytes)
    expect(file.subarray(0, 4).toString()).toBe('glTF')
    expect(file.readUInt32LE(8)).toBe(bytes)
    const { nodes } = JSON.parse(file.subarray(20, 20 + file.readUInt32LE(12)).toString())
    expect(nodes.map((node: { name: string }) => node.name)).toContain('core')
  })

  test('builds a look, animates it and renders what moved', async () => {
    expect(await bridge.call(blender.buildScene, { spec: look })).toEqual({ objects: 3 })
    writeTracks(at('a.tracks'), {
      'core:location:2': [0, 1, 1],
      'core:color:0': [1, 1, 1],
      'camera:data.lens:-1': [30, 30, 30],
      'SEGUE:["low"]:-1': [0, 0.5, 1],
      'ghost:location:0': [0, 0, 0],
    })
    const fps = { num: 24_000, den: 1001 }
    expect(await bridge.call(blender.setKeys, { file: at('a.tracks'), startFrame: 1, fps })).toEqual({
      keys: 12,
      objects: 3,
      missing: ['ghost:location:0'],
    })
    const snapshot = await bridge.call(blender.snapshot, {})
    expect(snapshot).toMatchObject({ fps, frameStart: 1, frameEnd: 3, width: 64, height: 36, look: 'test' })
    expect(snapshot).toMatchObject({
      segue: ['low'],
      viewTransform: 'Standard',
      camera: 'camera',
      missing: [],
    })
    const done: { frame: number; sha256: string; bytes: number; path: string }[] = []
    const result = await bridge.call(
      blender.renderFrames,
      { ...render, dir: at('bildér'), frames: [3, 1, 2] },
      { onProgress: ({ data }) => data !== undefined && done.push(data as (typeof done)[number]) },
    )
    expect(result).toMatchObject({ rendered: 3, engine: 'BLENDER_WORKBENCH' })
    expect(done.map(({ frame }) => frame)).toEqual([3, 1, 2])
    const [third, first, second] = done
    expect(third?.sha256).toBe(second?.sha256)
    expect(first?.sha256).not.toBe(second?.sha256)
    expect(readdirSync(at('bildér')).sort()).toEqual(['f_000001.png', 'f_000002.png', 'f_000003.png'])
    expect(readFileSync(first?.path ?? '').byteLength).toBe(first?.bytes)
  })

  test('saves and opens, and opens the same content once', async () => {
    await bridge.call(blender.saveFile, { path: at('scene ü.blend') })
    const open = { path: at('scene ü.blend'), key: 'one' }
    expect(await bridge.call(blender.openFile, open)).toMatchObject({ loaded: true })
    expect(await bridge.call(blender.openFile, open)).toMatchObject({ loaded: false })
    await bridge.call(blender.renderFrames, { ...render, dir: at('again'), frames: [2] })
    expect(await bridge.call(blender.openFile, open)).toMatchObject({ loaded: false })
    expect(readFileSync(join(at('again'), 'f_000002.png'))).toEqual(
      readFileSync(join(at('bildér'), 'f_000002.png')),
    )
    expect(await failed(bridge.call(blender.saveFile, { path: open.path }))).toMatchObject({
      code: 'bridge.app_error',
    })
  })

  test('animating again replaces only what Segue made', async () => {
    await python([
      'import bpy',
      'cube = bpy.data.objects["Cube"]',
      'cube.keyframe_insert("location", frame=1); cube.location.x = 5; cube.keyframe_insert("location", frame=10)',
      'cube.animation_data.action.name = "Theirs"',
      `bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(at('theirs.blend'))})`,
    ])
    await bridge.call(blender.openFile, { path: at('theirs.blend'), key: 'theirs' })
    writeTracks(at('b.tracks'), { 'SEGUE:["low"]:-1': [0, 1], 'Cube:scale:0': [1, 2] })
    const args = { file: at('b.tracks'), startFrame: 1, fps: { num: 25, den: 1 } }
    await bridge.call(blender.setKeys, args)
    await bridge.call(blender.setKeys, args)
    await bridge.call(blender.saveFile, { path: at('ours.blend') })
    const { stdout } = await python([
      'import bpy',
      `bpy.ops.wm.open_mainfile(filepath=${JSON.stringify(at('ours.blend'))})`,
      'bpy.context.scene.frame_set(10)',
      'print("SEEN", sorted(a.name for a in bpy.data.actions), bpy.data.objects["Cube"].location.x)',
    ])
    expect(stdout).toContain("SEEN ['Segue Cube', 'Segue SEGUE', 'Theirs'] 5.0")
  })

  test('opens a file with its scripts off, and lists what is missing', async () => {
    const canary = at('canary')
    await python([
      'import bpy',
      'text = bpy.data.texts.new("canary.py"); text.use_module = True',
      `text.write("open(${JSON.stringify(canary).replaceAll('"', "'")}, 'w')")`,
      'cube = bpy.data.objects["Cube"]',
      'driver = cube.driver_add("location", 0).driver; driver.expression = "__import__(\'os\').getpid()"',
      'image = bpy.data.images.new("Bark", 4, 4); image.source = "FILE"; image.filepath = "/nowhere/bark.png"',
      'image.use_fake_user = True',
      `bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(at('hostile.blend'))})`,
    ])
    rmSync(canary, { force: true })
    await bridge.call(blender.openFile, { path: at('hostile.blend'), key: 'hostile' })
    const snapshot = await bridge.call(blender.snapshot, {})
    expect(snapshot).toMatchObject({ scriptsBlocked: true, missing: ['image "Bark": /nowhere/bark.png'] })
    expect(existsSync(canary)).toBe(false)
  })

  test('renders as the file says when asked to, and leaves its settings alone', async () => {
    await bridge.call(blender.openFile, { path: at('scene ü.blend'), key: 'two' })
    const before = await bridge.call(blender.snapshot, {})
    const asFile = { engine: 'file', width: null, height: null, samples: null, camera: null } as const
    const result = await bridge.call(blender.renderFrames, { ...asFile, dir: at('file'), frames: [2] })
    expect(result.engine).toBe('BLENDER_WORKBENCH')
    await bridge.call(blender.renderFrames, {
      ...render,
      engine: 'cycles',
      samples: 1,
      dir: at('cycles'),
      frames: [2],
    })
    expect(await bridge.call(blender.snapshot, {})).toEqual(before)
  })

  test('times the engines that it has', async () => {
    const { timings } = await bridge.call(blender.timeEngines, {
      engines: ['workbench', 'cycles'],
      frame: 1,
      width: 64,
      height: 36,
      samples: 1,
    })
    expect(timings.map(({ engine, error }) => [engine, error])).toEqual([
      ['workbench', null],
      ['cycles', null],
    ])
    for (const { secPerFrame } of timings) expect(secPerFrame).toBeGreaterThan(0)
  })

  test('names a damaged file, and a camera that is not there', async () => {
    writeFileSync(at('damaged.blend'), 'BLENDER-v304 and then nothing')
    const opening = failed(bridge.call(blender.openFile, { path: at('damaged.blend'), key: 'd' }))
    expect(await opening).toMatchObject({ code: 'bridge.app_error', kind: 'input' })
    expect((await opening)?.message).toContain('damaged.blend')
    const wrong = bridge.call(blender.renderFrames, {
      ...render,
      camera: 'Nobody',
      dir: at('none'),
      frames: [1],
    })
    expect(await failed(wrong)).toMatchObject({ code: 'bridge.app_error', kind: 'input' })
  })

  test('stops between two frames and goes on with the next call', async () => {
    await bridge.call(blender.buildScene, { spec: look })
    const [pid] = pids()
    const abort = new AbortController()
    const frames = Array.from({ length: 5000 }, (_, frame) => frame)
    const call = bridge.call(
      blender.renderFrames,
      { ...render, dir: at('between'), frames },
      { signal: abort.signal, onProgress: ({ data }) => data !== undefined && abort.abort() },
    )
    expect(await failed(call)).toMatchObject({ code: 'bridge.cancelled' })
    expect(readdirSync(at('between')).every((name) => /^f_\d{6}\.png$/.test(name))).toBe(true)
    await bridge.call(blender.info, {})
    expect(pids()).toEqual([pid])
  })

  test('breaks off a frame that takes long, then serves the next call from a fresh process', async () => {
    const [pid] = pids()
    await bridge.call(blender.renderFrames, {
      ...render,
      engine: 'eevee',
      samples: 1,
      dir: at('warm'),
      frames: [1],
    })
    const call = bridge.call(
      blender.renderFrames,
      { ...render, engine: 'eevee', samples: 100_000, dir: at('heavy'), frames: [1] },
      { deadlineMs: 500 },
    )
    expect(await failed(call)).toMatchObject({ code: 'bridge.timeout' })
    expect(readdirSync(at('heavy'))).toEqual([])
    await expect.poll(pids).toEqual([])
    expect(hub.states()).toContainEqual(
      expect.objectContaining({ app: 'blender', state: 'found', detail: '' }),
    )
    await bridge.call(blender.info, {})
    expect(pids()).toHaveLength(1)
    expect(pids()).not.toEqual([pid])
  })

  test('R17 a Blender that is killed in the middle of a render is a transient failure, and its frames stay', async () => {
    await bridge.call(blender.buildScene, { spec: look })
    const frames = Array.from({ length: 5000 }, (_, frame) => frame)
    let done = 0
    const call = bridge.call(
      blender.renderFrames,
      { ...render, dir: at('killed'), frames },
      {
        onProgress({ data }) {
          if (data !== undefined && ++done === 3) process.kill(pids()[0] ?? 0, 'SIGKILL')
        },
      },
    )
    expect(await failed(call)).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
    expect(readdirSync(at('killed')).filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(3)
    expect(await bridge.call(blender.info, {})).toMatchObject({ version: found?.version })
  })

  test('R01 comes back to the next runner after the first one was killed in the middle of a render', async () => {
    await hub.close()
    mkdirSync(at('orphan'))
    const runner = execFile(process.execPath, [
      join(import.meta.dirname, 'contract/dyingRunner.ts'),
      folder,
      at('orphan'),
    ])
    await expect.poll(() => readdirSync(at('orphan')).length, { timeout: 60_000 }).toBeGreaterThan(2)
    runner.kill('SIGKILL')
    const [orphan] = pids()
    hub = await openHub()
    await hub.start()
    bridge = await hub.use('blender')
    expect(await bridge.call(blender.info, {})).toMatchObject({ version: found?.version })
    expect(pids()).toEqual([orphan])
    expect(readdirSync(at('orphan')).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('ends with its runner', async () => {
    const [pid] = pids()
    await hub.close()
    await expect.poll(() => isRunning(pid ?? 0), { timeout: 10_000 }).toBe(false)
  })
})
