import { rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { encodeChannels } from '@segue/media/channels/file'
import { type ArtifactRef, type FileFacts, mimeTypes, SequenceManifest, trackName } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { fakeBlender } from './fakeBlender.ts'
import { toRender } from './kept.ts'
import { render } from './render.ts'

type Marks = NonNullable<Parameters<TestBench['run']>[1]>['marks'] & object

type Facts = Partial<FileFacts> & Record<string, unknown>

const frames = 48
const moving = { frameEnd: frames, look: null }

let bench: TestBench
beforeEach(() => {
  bench = testBench()
})

/** A scene that curves move; these frames, from 1, are loud. */
async function moved(hits: readonly number[]): Promise<ArtifactRef> {
  const plane = Float32Array.from({ length: frames }, (_, i) => (hits.includes(i + 1) ? 1 : 0))
  const planes = new Map([[trackName('SEGUE', '["low"]', -1), plane]])
  const bytes = encodeChannels({ rate: { num: 24, den: 1 }, samples: frames, planes })
  const tracks = await bench.save(bytes, { mime: mimeTypes.channels, name: 'tracks' })
  const { artifactId, bytes: size } = tracks
  return bench.save(Buffer.from(`scene ${hits}`), {
    mime: mimeTypes.blend,
    name: 'film.blend',
    meta: {
      fps: { num: 24, den: 1 },
      frames,
      motion: { base: 'base', tracks: { artifactId, bytes: size }, startFrame: 1 },
    },
  })
}

/** Renders and says which frames were asked of the application. */
async function rendered(
  film: ArtifactRef,
  { scene = {}, facts = {}, marks = new Map() }: { scene?: object; facts?: Facts; marks?: Marks } = {},
) {
  const blender = fakeBlender({ scene: { ...moving, ...scene }, facts })
  const given = { marks, inputs: { scene: film }, bridges: { blender: blender.bridge } }
  const out = await bench.run(render, given)
  const manifest = SequenceManifest.parse(JSON.parse(await readFile(bench.path(out.frames), 'utf8')))
  expect(manifest.frames).toHaveLength(frames)
  return {
    asked: blender.of('render.frames').flatMap((args) => args.frames as number[]),
    out,
    manifest,
  }
}

test('of a film with one hit more, that frame is rendered', async () => {
  expect((await rendered(await moved([20]))).asked).toHaveLength(frames)
  expect((await rendered(await moved([20, 31]))).asked).toEqual([31])
  expect((await rendered(await moved([20]))).asked).toEqual([])
})

test('a GPU draws anew what a CPU has drawn, and each finds its own frames again', async () => {
  const film = await moved([20])
  const gpu = { wantsGpu: true, device: 'OptiX: RTX 4090' }
  expect((await rendered(film)).asked).toHaveLength(frames)
  expect((await rendered(film, { facts: gpu })).asked).toHaveLength(frames)
  expect((await rendered(film, { facts: { ...gpu, device: 'OptiX: RTX A2000' } })).asked).toEqual([])
  expect((await rendered(film)).asked).toEqual([])
})

test('a simulation is rendered as a whole or not at all, and never half marked', async () => {
  const scene = { simulations: ['rigid bodies'] }
  const marks = new Map() as Marks
  const film = await moved([20])
  expect((await rendered(film, { scene, marks })).asked).toEqual(
    Array.from({ length: frames }, (_, i) => i + 1),
  )
  expect([...marks.keys()]).toEqual([])
  expect((await rendered(film, { scene })).asked).toEqual([])
  expect((await rendered(await moved([20, 31]), { scene })).asked).toHaveLength(frames)
})

test('a simulation that broke off in the middle begins anew', async () => {
  const film = await moved([20])
  const scene = { ...moving, simulations: ['rigid bodies'] }
  const marks = new Map() as Marks
  const dying = fakeBlender({ scene, diesAfter: 30 })
  const first = bench.run(render, { marks, inputs: { scene: film }, bridges: { blender: dying.bridge } })
  await expect(first).rejects.toThrow('Blender is gone.')
  const again = await rendered(film, { scene, marks })
  expect(again.asked).toHaveLength(frames)
  expect(again.asked[0]).toBe(1)
})

test('a kept frame whose file is gone is rendered again', async () => {
  const film = await moved([20])
  const { manifest } = await rendered(film)
  rmSync(bench.path({ artifactId: manifest.frames[6]?.artifactId ?? '' }))
  expect((await rendered(film)).asked).toEqual([7])
})

test('a film without its curves’ file still renders', async () => {
  const film = await moved([20])
  const { artifactId = '' } = film.meta.motion?.tracks ?? {}
  rmSync(bench.path({ artifactId }))
  expect((await rendered(film)).asked).toHaveLength(frames)
})

test('the engine that was found is taken again, for this size and quality', async () => {
  const film = await bench.save(Buffer.from('look'), { mime: mimeTypes.blend, name: 'look.blend' })
  const run = async (params: { quality?: 'draft' | 'final' } = {}) => {
    const blender = fakeBlender({ engines: { workbench: 0.4, cycles: 0.3 } })
    await bench.run(render, { params, inputs: { scene: film }, bridges: { blender: blender.bridge } })
    return blender.of('render.probe').length
  }
  expect(await run()).toBe(2)
  expect(await run()).toBe(0)
  expect(await run({ quality: 'final' })).toBe(2)
})

test('what a render would do is said without the application', async () => {
  const foreseen = async (film: ArtifactRef, provider?: string) =>
    render.foresee?.(bench.look(render, { inputs: { scene: film }, ...(provider ? { provider } : {}) }))
  const film = await moved([20])
  expect(await foreseen(film, 'blender@3.4.1')).toBe('48 frames to render')
  await rendered(film)
  expect(await foreseen(film, 'blender@3.4.1')).toBe('All 48 frames are kept')
  expect(await foreseen(await moved([20, 21]), 'blender@3.4.1')).toBe(
    '1 of 48 frames to render; the others are kept',
  )
  expect(await foreseen(film, 'blender@4.2.0')).toBe('48 frames to render')
  expect(await foreseen(film)).toBeNull()
})

test.each([
  [0, 1, 'The one frame is kept'],
  [0, 6660, 'All 6,660 frames are kept'],
  [1, 1, '1 frame to render'],
  [6660, 6660, '6,660 frames to render'],
  [412, 6660, '412 of 6,660 frames to render; the others are kept'],
])('%d of %d: %s', (open, total, words) => {
  expect(toRender(open, total)).toBe(words)
})

test('the pictures say nothing of how the scene was made', async () => {
  const film = await moved([20])
  const missing = [{ of: 'image "Bark"', path: '/home/me/bark.png' }]
  const blender = fakeBlender({ scene: moving, facts: { missing } })
  const params = { allowMissing: true }
  const out = await bench.run(render, {
    params,
    inputs: { scene: film },
    bridges: { blender: blender.bridge },
  })
  expect(out.frames.meta).not.toHaveProperty('motion')
  expect(out.frames.meta.remarks).toEqual(['image "Bark" is missing: bark.png'])
})

test('what a person’s scene links is learned when it is first opened, and counts from then on', async () => {
  const library = bench.file('library.blend')
  writeFileSync(library, 'one')
  const own = await bench.save(Buffer.from('own'), { mime: mimeTypes.blend, name: 'own.blend' })
  bench.origins.set(own.artifactId, bench.file('own.blend'))
  const closure = async () => render.closure?.(bench.look(render, { inputs: { scene: own } }))
  const run = async () => {
    const blender = fakeBlender({ scene: { look: null }, links: [library] })
    await bench.run(render, { inputs: { scene: own }, bridges: { blender: blender.bridge } })
    return { frames: blender.of('render.frames').length, asked: blender.of('file.closure').length }
  }
  expect(await closure()).toEqual({})
  expect(await run()).toEqual({ frames: 1, asked: 1 })
  const before = await closure()
  expect(Object.keys(before ?? {})).toEqual(['library.blend'])
  expect(await run()).toEqual({ frames: 0, asked: 0 })
  writeFileSync(library, 'other')
  expect(await closure()).not.toEqual(before)
  expect(await run()).toEqual({ frames: 1, asked: 0 })
  rmSync(library)
  expect(await closure()).toEqual({ 'library.blend': 'missing' })
})

test('a person’s scene is opened where they have it while it is the same file', async () => {
  const place = bench.file('own.blend')
  writeFileSync(place, 'own')
  const own = await bench.save(Buffer.from('own'), { mime: mimeTypes.blend, name: 'own.blend' })
  bench.origins.set(own.artifactId, place)
  const opened = async () => {
    const blender = fakeBlender({ scene: { look: null } })
    await bench.run(render, { inputs: { scene: own }, bridges: { blender: blender.bridge } })
    return blender.of('file.open')[0]?.path
  }
  expect(await opened()).toBe(place)
  writeFileSync(place, 'saved anew')
  expect(await opened()).toBe(bench.path(own))
})

test.each([
  ['truncated', 'pict'],
  ['empty', ''],
  ['another picture', 'a foreign picture'],
])('a frame that arrives %s is none: it gets no mark, and is rendered again', async (_, content) => {
  const film = await moved([20])
  const blender = fakeBlender({ scene: moving })
  const marks = new Map()
  const call: typeof blender.bridge.call = (spec, args, tell) =>
    blender.bridge.call(spec, args, (told) => {
      const { frame, path } = told.data as { frame: number; path: string } // the fake tells of frames only
      if (frame === 3) writeFileSync(path, content)
      tell?.(told)
    })
  const broken = { inputs: { scene: film }, marks, bridges: { blender: { ...blender.bridge, call } } }
  await expect(bench.run(render, broken)).rejects.toMatchObject({ failure: { code: 'frame.damaged' } })
  expect(marks.has('frame:2')).toBe(true)
  expect(marks.has('frame:3')).toBe(false)
  expect((await rendered(film, { marks })).asked[0]).toBe(3)
})
