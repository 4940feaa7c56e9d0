import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blender, defineCommand, FrameDone, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createHub, type Hub } from '../hub.ts'
import type { HubBridge } from '../hubBridge.ts'
import { look, writeTracks } from './blenderFixtures.ts'

const noSuch = defineCommand({
  app: 'blender',
  command: 'no.such',
  title: 'Nothing',
  description: 'A command that no bridge has.',
  args: z.strictObject({}),
  result: z.unknown(),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/**
 * What the commands of the Blender bridge must do, whoever serves them. `program` is Blender, or `off` for the
 * stand-in. Everything goes through the hub, a process and the wire.
 */
export function describeBlenderCommands(name: string, program: string): void {
  describe(`Blender's commands: ${name}`, () => {
    let folder: string
    let hub: Hub
    let bridge: HubBridge
    const at = (file: string) => join(folder, file)
    const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)
    const small = { engine: 'workbench', width: 64, height: 36, samples: null, camera: null } as const
    const fps = { num: 24_000, den: 1001 }
    const moving = async (frames: number) => {
      await bridge.call(blender.buildScene, { spec: look })
      writeTracks(at('t.tracks'), { 'core:location:2': Array.from({ length: frames }, (_, i) => i / frames) })
      return bridge.call(blender.setKeys, { file: at('t.tracks'), startFrame: 1, fps })
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'segue-commands-'))
      const logger = pino({ level: 'silent' })
      hub = await createHub({ home: folder, logger, runnerVersion: '0', blender: program, port: null })
      bridge = await hub.use('blender')
    })
    afterAll(async () => {
      await hub.close()
      rmSync(folder, { recursive: true, force: true })
    })

    test('it says who it is', async () => {
      expect((await bridge.call(blender.info, {})).version).toMatch(/\d/)
      expect(bridge.provider.startsWith('standin:')).toBe(bridge.standIn)
      expect(bridge.standIn).toBe(program === 'off')
    })

    test('what it cannot do, it refuses by code', async () => {
      expect(await failed(bridge.call(noSuch, {}))).toMatchObject({ code: 'bridge.unknown_command' })
      const unreadable = bridge.call(blender.openFile, { path: at('nowhere.blend'), key: 'x' })
      expect(await failed(unreadable)).toMatchObject({ code: expect.stringMatching(/^bridge\./) })
    })

    test('a look is built, moved and seen', async () => {
      expect(await moving(4)).toEqual({ keys: 4, objects: 1, missing: [] })
      const seen = await bridge.call(blender.snapshot, {})
      expect(seen).toMatchObject({ fps, frameStart: 1, frameEnd: 4, width: 64, height: 36, look: 'test' })
    })

    test('frames come one by one, whole, with the hash of what lies there', async () => {
      await moving(4)
      const done: z.output<typeof FrameDone>[] = []
      const fractions: number[] = []
      const result = await bridge.call(
        blender.renderFrames,
        { ...small, dir: at('frames'), frames: [1, 2, 4] },
        {
          onProgress({ fraction, data }) {
            if (fraction !== null) fractions.push(fraction)
            if (data !== undefined) done.push(FrameDone.parse(data))
          },
        },
      )
      expect(result.rendered).toBe(3)
      expect(done.map(({ frame }) => frame)).toEqual([1, 2, 4])
      expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
      for (const { path, bytes, sha256 } of done) {
        const file = readFileSync(path)
        expect(file.length).toBe(bytes)
        expect(createHash('sha256').update(file).digest('hex')).toBe(sha256)
      }
      expect(new Set(done.map(({ sha256 }) => sha256)).size).toBe(3)
      expect(readdirSync(at('frames')).sort()).toEqual(['f_000001.png', 'f_000002.png', 'f_000004.png'])
    })

    test('a saved scene opens as it was, and the same content once', async () => {
      await moving(3)
      const before = await bridge.call(blender.snapshot, {})
      await bridge.call(blender.saveFile, { path: at('saved scene ü') })
      const open = { path: at('saved scene ü'), key: 'k1' }
      expect(await bridge.call(blender.openFile, open)).toMatchObject({ loaded: true })
      expect(await bridge.call(blender.openFile, open)).toMatchObject({ loaded: false })
      expect(await bridge.call(blender.snapshot, {})).toMatchObject({
        frameEnd: before.frameEnd,
        fps: before.fps,
        look: before.look,
      })
    })

    test('cancelling ends the call, leaves no unfinished file, and the next call works', async () => {
      await moving(3000)
      const abort = new AbortController()
      const frames = Array.from({ length: 3000 }, (_, i) => i + 1)
      const call = bridge.call(
        blender.renderFrames,
        { ...small, dir: at('cancelled'), frames },
        { signal: abort.signal, onProgress: ({ data }) => data !== undefined && abort.abort() },
      )
      expect(await failed(call)).toMatchObject({ code: 'bridge.cancelled' })
      const next = await hub.use('blender')
      await next.call(blender.info, {})
      expect(readdirSync(at('cancelled')).filter((file) => !/^f_\d{6}\.png$/.test(file))).toEqual([])
    })
  })
}
