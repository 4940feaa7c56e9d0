import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import type { Bridge } from '@segue/bridge'
import { encodeChannels } from '@segue/media/channels/file'
import { clockOf } from '@segue/media/looks/clock'
import { lookOf } from '@segue/media/looks/looks'
import { dusk } from '@segue/media/looks/palette'
import { blender, type CommandSpec, failureOf } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { createBlender } from './standIn.ts'

const rate = { num: 24, den: 1 }
const frames = 48
const pulse = Float32Array.from({ length: frames }, (_, i) => Math.exp(-(i % 12) / 4))
const curves = { rate, samples: frames, planes: new Map(['low', 'mid', 'high'].map((n) => [n, pulse])) }
const options = { format: '16:9', seed: 1, palette: dusk } as const
const look = lookOf('ripple')

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'segue-standin-'))
})

type Told = { data?: unknown }[]

async function call<A extends z.ZodType, R extends z.ZodType>(
  standIn: Bridge,
  spec: CommandSpec<A, R>,
  args: z.input<A>,
  context: { signal?: AbortSignal; progress?: (p: Told[number]) => void } = {},
): Promise<z.output<R>> {
  const handler = standIn.handlers.find((h) => h.spec.command === spec.command)
  const value = await handler?.run(spec.args.parse(args), {
    signal: context.signal ?? new AbortController().signal,
    progress: context.progress ?? (() => {}),
    warn: () => {},
    artifact: () => {},
    busy: () => {},
    publish: () => {},
  })
  return spec.result.parse(value)
}

async function animated(): Promise<Bridge> {
  const standIn = createBlender()
  await call(standIn, blender.buildScene, { spec: look.scene(options) })
  const tracks = await look.motion(curves, clockOf({ bpm: 120 }, 2), options)
  await writeFile(join(dir, 'tracks'), encodeChannels(tracks))
  const set = await call(standIn, blender.setKeys, { file: join(dir, 'tracks'), fps: rate })
  expect(set.missing).toEqual([])
  return standIn
}

const render = {
  frames: [1, 24],
  engine: 'file',
  width: 320,
  height: 180,
  samples: null,
  camera: null,
} as const

test('frames come one by one, whole, with size and hash', async () => {
  const told: Told = []
  const standIn = await animated()
  const out = join(dir, 'out')
  const result = await call(
    standIn,
    blender.renderFrames,
    { dir: out, ...render, frames: [...render.frames] },
    {
      progress: (p) => told.push(p),
    },
  )
  expect(result.rendered).toBe(2)
  expect((await readdir(out)).sort()).toEqual(['f_000001.png', 'f_000024.png'])
  for (const { data } of told) {
    const { path, bytes, sha256 } = data as { path: string; bytes: number; sha256: string }
    const file = await readFile(path)
    expect(file.length).toBe(bytes)
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256)
    const image = await loadImage(file)
    expect([image.width, image.height]).toEqual([320, 180])
  }
  expect(told).toHaveLength(2)
})

test('a saved scene opens again and draws the same bytes', async () => {
  const first = await animated()
  const path = join(dir, 'scene.json')
  await call(first, blender.saveFile, { path })
  await call(first, blender.renderFrames, { dir: join(dir, 'a'), ...render, frames: [24] })
  const second = createBlender()
  expect((await call(second, blender.openFile, { path, key: 'k' })).loaded).toBe(true)
  expect((await call(second, blender.openFile, { path, key: 'k' })).loaded).toBe(false)
  await call(second, blender.renderFrames, { dir: join(dir, 'b'), ...render, frames: [24] })
  const [a, b] = await Promise.all(['a', 'b'].map((d) => readFile(join(dir, d, 'f_000024.png'))))
  expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true)
  const shot = await call(second, blender.snapshot, {})
  expect(shot).toMatchObject({ look: 'ripple', frameStart: 1, frameEnd: frames, fps: rate, segue: null })
  expect(shot).toMatchObject({ motionBlur: null, simulations: [] })
  expect(await call(second, blender.linkedFiles, {})).toEqual({ files: [] })
})

test('a render that is cancelled stops after the frame it is at', async () => {
  const standIn = await animated()
  const stop = new AbortController()
  const frameList = Array.from({ length: 20 }, (_, i) => i + 1)
  const rendering = call(
    standIn,
    blender.renderFrames,
    { dir: join(dir, 'c'), ...render, frames: frameList },
    {
      signal: stop.signal,
      progress: () => stop.abort(),
    },
  )
  await expect(rendering).rejects.toThrow()
  const files = await readdir(join(dir, 'c'))
  expect(files.length).toBeGreaterThan(0)
  expect(files.length).toBeLessThan(5)
  expect(files.filter((f) => f.endsWith('.part'))).toEqual([])
})

test.each([
  ['plain', Buffer.from('BLENDER-v304RENDH')],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
])('a %s .blend is refused as not available', async (_, bytes) => {
  const path = join(dir, 'own.blend')
  await writeFile(path, bytes)
  const failure = await call(createBlender(), blender.openFile, { path, key: 'x' }).catch(failureOf)
  expect(failure).toMatchObject({ code: 'bridge.not_available', kind: 'environment' })
})

test('a .blend of the demo draws by the scene that lies in it, and one of other people does not open', async () => {
  const scenes = join(import.meta.dirname, '../../../../examples/scenes')
  const standIn = createBlender()
  await call(standIn, blender.openFile, { path: join(scenes, 'queue/shot020 harbour.blend'), key: 'a' })
  const { look: built, frameStart, frameEnd } = await call(standIn, blender.snapshot, {})
  expect([built, frameStart, frameEnd]).toEqual(['ripple', 1, 12])
  const foreign = call(standIn, blender.openFile, { path: join(scenes, 'segue-contract.blend'), key: 'b' })
  await expect(foreign).rejects.toMatchObject({ failure: { code: 'bridge.not_available' } })
})

test('a truncated scene file fails by name', async () => {
  const path = join(dir, 'broken.json')
  await writeFile(path, '{"kind":"segue.standin-scene","vers')
  expect(await call(createBlender(), blender.openFile, { path, key: 'x' }).catch(failureOf)).toMatchObject({
    code: 'scene.damaged',
  })
})

test('it has an answer to every command: what only Blender has is not available here', async () => {
  const { handlers } = createBlender()
  expect(handlers.map(({ spec }) => spec.command).sort()).toEqual(
    Object.values(blender)
      .map(({ command }) => command)
      .sort(),
  )
  expect(await call(createBlender(), blender.createObject, { kind: 'cube' }).catch(failureOf)).toMatchObject({
    code: 'bridge.not_available',
    kind: 'environment',
    hint: expect.stringContaining('Blender'),
  })
})

test('markers lie at their frames, go into the file, and stay when curves move the scene', async () => {
  const standIn = await animated()
  const markers = [
    { name: 'Drop', sec: 1.52 },
    { name: 'Intro', frame: 1 },
  ]
  const set = await call(standIn, blender.setMarkers, { markers })
  expect(set.markers).toEqual([
    { name: 'Intro', frame: 1, sec: 0, ours: true },
    { name: 'Drop', frame: 37, sec: 1.5, ours: true },
  ])
  await call(standIn, blender.setKeys, { file: join(dir, 'tracks'), fps: rate })
  const path = join(dir, 'marked.scene.json')
  await call(standIn, blender.saveFile, { path })
  const other = createBlender()
  await call(other, blender.openFile, { path, key: 'marked' })
  expect(await call(other, blender.listMarkers, {})).toEqual(set)
  await call(other, blender.buildScene, { spec: look.scene(options) })
  expect(await call(other, blender.listMarkers, {})).toEqual({ markers: [] })
  const nowhere = call(other, blender.setMarkers, { markers: [{ name: 'Lost' }] })
  expect(await nowhere.catch(failureOf)).toMatchObject({ message: expect.stringContaining('Lost') })
})
