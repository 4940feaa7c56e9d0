import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blender, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bridgeKey } from './bridgeKey.ts'
import { hasScreen, openScreen, pair, startWithWindow } from './contract/windowedBlender.ts'
import { findBlender } from './findBlender.ts'
import { createHub, type Hub } from './hub.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)

describe.skipIf(found === null || !hasScreen)('the add-on in a Blender with its window', () => {
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
    pair(folder, `unix:${at('run/bridge.sock')}`, bridgeKey(folder, 'blender'))
    const screen = await openScreen()
    children.push(screen.process)
    children.push(startWithWindow(found?.path ?? '', screen, folder))
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
