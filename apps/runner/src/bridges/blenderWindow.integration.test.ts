import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { blender, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bridgeKey } from './bridgeKey.ts'
import { findBlender } from './findBlender.ts'
import { createHub, type Hub } from './hub.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
const screen = '/usr/bin/Xvfb'
const addon = resolve(import.meta.dirname, '../../../../bridges/blender/addon')

/** Starts a screen that nobody sees; its name, like `:99`. */
async function openScreen(): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(screen, ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = await once(child.stdio[3] as NodeJS.ReadableStream, 'data') // a pipe, as asked for
  return { process: child, display: `:${String(number).trim()}` }
}

describe.skipIf(found === null || !existsSync(screen))('the add-on in a Blender with its window', () => {
  let folder: string
  let hub: Hub
  const children: ChildProcess[] = []
  const at = (name: string) => join(folder, name)
  const stateNow = () => hub.states().find(({ app }) => app === 'blender')?.state
  const until = (wanted: string) =>
    new Promise<void>((seen) => {
      const look = () => {
        if (stateNow() !== wanted) return
        stop()
        seen()
      }
      const stop = hub.onChange(look)
      look()
    })
  const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'segue-window-'))
    hub = await createHub({
      home: folder,
      logger: pino({ level: 'silent' }),
      runnerVersion: '0',
      blender: 'off',
      port: null,
    })
    await hub.start()
    const key = bridgeKey(folder, 'blender').toString('hex')
    const pairing = { version: 1, address: `unix:${at('run/bridge.sock')}`, key, runner: 'Test' }
    writeFileSync(at('pairing.json'), JSON.stringify(pairing), { mode: 0o600 })
    mkdirSync(at('scripts/addons'), { recursive: true })
    symlinkSync(addon, at('scripts/addons/segue'))
    const { process: server, display } = await openScreen()
    children.push(server)
    const child = spawn(
      found?.path ?? '',
      ['--factory-startup', '--disable-autoexec', '-noaudio', '--addons', 'segue'],
      {
        env: {
          ...process.env,
          DISPLAY: display,
          LIBGL_ALWAYS_SOFTWARE: '1',
          SEGUE_BRIDGE_FILE: at('pairing.json'),
          BLENDER_USER_SCRIPTS: at('scripts'),
        },
        stdio: 'ignore',
      },
    )
    children.push(child)
    await until('idle')
  }, 60_000)
  afterAll(async () => {
    await hub.close()
    for (const child of children.reverse()) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  test('connects by itself, says that it has a window, and throws nothing away', async () => {
    const bridge = await hub.use('blender')
    expect(bridge.standIn).toBe(false)
    expect(await bridge.call(blender.info, {})).toMatchObject({ version: found?.version, background: false })
    const refused = await failed(bridge.call(blender.openFile, { path: at('any.blend'), key: 'k' }))
    expect(refused).toMatchObject({
      code: 'bridge.not_available',
      message: expect.stringContaining('A person works'),
    })
  }, 30_000)

  test('gives a copy of what is open, and goes on over the load of another file', async () => {
    const bridge = await hub.use('blender')
    const { session } = hub.connection('blender').bridge ?? {}
    const back = await bridge.call(blender.bringBack, { path: at('copy.blend') })
    expect(back).toMatchObject({ document: null, bytes: statSync(at('copy.blend')).size })
    await bridge.call(blender.openInWindow, { path: at('copy.blend'), discard: true })
    expect(await bridge.call(blender.snapshot, {})).toMatchObject({ camera: 'Camera' })
    expect(await bridge.call(blender.bringBack, { path: at('again.blend') })).toMatchObject({
      document: 'copy.blend',
      unsaved: false,
    })
    expect(hub.connection('blender').bridge?.session).toBe(session)
  }, 30_000)

  test('plays, stops and stands at any second; none of that is a change to save', async () => {
    const bridge = await hub.use('blender')
    const document = () => hub.connection('blender').document
    const { playing, sec } = await bridge.call(blender.setTimeline, { sec: 1, playing: true })
    expect([playing, sec]).toEqual([true, 1])
    await expect.poll(() => document()?.sec ?? 0, { timeout: 20_000 }).toBeGreaterThan(1.5)
    expect(document()).toMatchObject({ playing: true, unsaved: false })
    await bridge.call(blender.setTimeline, { sec: 4 })
    await expect.poll(() => document()?.sec ?? 0, { timeout: 20_000 }).toBeGreaterThan(4)
    const stood = await bridge.call(blender.setTimeline, { sec: 2.51, playing: false })
    expect(stood).toMatchObject({ playing: false, frame: 61, sec: expect.closeTo(2.51, 4) })
    await expect.poll(() => document()?.playing, { timeout: 20_000 }).toBe(false)
    expect(document()).toMatchObject({ unsaved: false, sec: expect.closeTo(2.51, 4) })
    await bridge.call(blender.setTimeline, { end: 300 })
    await expect.poll(() => document()?.unsaved, { timeout: 20_000 }).toBe(true)
  }, 60_000)

  test('renders as a job of the window: the main thread answers meanwhile', async () => {
    const bridge = await hub.use('blender')
    const frames = [1, 2]
    const order = {
      dir: at('frames'),
      frames,
      engine: 'cycles',
      width: 96,
      height: 54,
      camera: null,
    } as const
    let rendering = true
    const render = bridge.call(blender.renderFrames, { ...order, samples: 1500 }).finally(() => {
      rendering = false
    })
    let looks = 0
    for (; rendering; looks++) await bridge.call(blender.snapshot, {})
    expect(await render).toMatchObject({ rendered: 2 })
    // a render that blocks lets one look in before it, after each frame and behind it
    expect(looks).toBeGreaterThan(frames.length + 2)
    for (const frame of frames) expect(statSync(at(`frames/f_00000${frame}.png`)).size).toBeGreaterThan(100)
    expect(stateNow()).toBe('idle')
  }, 60_000)
})
