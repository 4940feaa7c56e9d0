import { readFile } from 'node:fs/promises'
import { mimeTypes, SequenceManifest } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { fakeBlender } from './fakeBlender.ts'
import { render } from './render.ts'

const anyScene = async (bench = testBench()) => ({
  bench,
  scene: await bench.save(Buffer.from('scene'), {
    mime: mimeTypes.blend,
    name: 'film.blend',
    meta: { bpm: 120 },
  }),
})

test('every frame is stored, marked and shown; the sequence lists them in order', async () => {
  const { bench, scene } = await anyScene()
  const marks = new Map()
  const previews: string[] = []
  const blender = fakeBlender({ standIn: true })
  const out = await bench.run(render, {
    marks,
    inputs: { scene },
    bridges: { blender: blender.bridge },
    onProgress: (_, __, preview) => preview && previews.push(preview.name),
  })
  const manifest = SequenceManifest.parse(JSON.parse(await readFile(bench.path(out.frames), 'utf8')))
  expect(manifest).toMatchObject({ width: 640, height: 360, mime: 'image/png' })
  const pictures = await Promise.all(manifest.frames.map((f) => readFile(bench.path(f), 'utf8')))
  expect(pictures).toEqual(['picture 1', 'picture 2', 'picture 3', 'picture 4'])
  expect([...marks.keys()]).toEqual(['frame:1', 'frame:2', 'frame:3', 'frame:4'])
  expect(previews[0]).toBe('f_000001.png')
  expect(out.frames.meta).toMatchObject({ frames: 4, fps: { num: 24, den: 1 }, bpm: 120, standIn: 'blender' })
})

test('after a crash only the frames without a mark are rendered', async () => {
  const { bench, scene } = await anyScene()
  const marks = new Map()
  const dying = fakeBlender({ standIn: true, diesAfter: 2 })
  const first = bench.run(render, { marks, inputs: { scene }, bridges: { blender: dying.bridge } })
  await expect(first).rejects.toThrow('Blender is gone.')
  expect([...marks.keys()]).toEqual(['frame:1', 'frame:2'])
  const second = fakeBlender({ standIn: true })
  const out = await bench.run(render, { marks, inputs: { scene }, bridges: { blender: second.bridge } })
  expect(second.of('render.frames').map(({ frames }) => frames)).toEqual([[3, 4]])
  const manifest = SequenceManifest.parse(JSON.parse(await readFile(bench.path(out.frames), 'utf8')))
  expect(manifest.frames).toHaveLength(4)
})

test('a film whose frames are all marked asks for no render', async () => {
  const { bench, scene } = await anyScene()
  const marks = new Map()
  const blender = fakeBlender({ standIn: true })
  await bench.run(render, { marks, inputs: { scene }, bridges: { blender: blender.bridge } })
  await bench.run(render, { marks, inputs: { scene }, bridges: { blender: blender.bridge } })
  expect(blender.of('render.frames')).toHaveLength(1)
})

test('a look renders with the faster engine and stays with it after a crash', async () => {
  const { bench, scene } = await anyScene()
  const marks = new Map()
  const dying = fakeBlender({ engines: { workbench: 0.4, cycles: 0.3 }, diesAfter: 1 })
  const first = bench.run(render, { marks, inputs: { scene }, bridges: { blender: dying.bridge } })
  await expect(first).rejects.toThrow()
  expect(dying.of('render.probe')).toMatchObject([
    { engines: ['workbench'], samples: 1, width: 640, height: 360 },
    { engines: ['cycles'], samples: 4, width: 640, height: 360 },
  ])
  expect(dying.of('render.frames')[0]).toMatchObject({ engine: 'cycles', samples: 4 })
  expect(bench.log).toContain('Rendering with cycles.')
  const second = fakeBlender({ engines: { workbench: 0.1 } })
  await bench.run(render, { marks, inputs: { scene }, bridges: { blender: second.bridge } })
  expect(second.of('render.probe')).toEqual([])
  expect(second.of('render.frames')[0]).toMatchObject({ engine: 'cycles' })
})

test('EEVEE is tried only when the others are slow or fail', async () => {
  const { bench, scene } = await anyScene()
  const blender = fakeBlender({ engines: { workbench: 'no display', cycles: 9, eevee: 2 } })
  await bench.run(render, { inputs: { scene }, bridges: { blender: blender.bridge } })
  expect(blender.of('render.probe').map(({ engines }) => engines)).toEqual([
    ['workbench'],
    ['cycles'],
    ['eevee'],
  ])
  expect(blender.of('render.frames')[0]).toMatchObject({ engine: 'eevee' })
})

test('without any engine the render fails by name', async () => {
  const { bench, scene } = await anyScene()
  const blender = fakeBlender({ engines: { workbench: 'no', cycles: 'no', eevee: 'no' } })
  await expect(
    bench.run(render, { inputs: { scene }, bridges: { blender: blender.bridge } }),
  ).rejects.toMatchObject({ failure: { code: 'render.no_engine' } })
})

test('a person’s own file renders as it says, at its own size', async () => {
  const { bench, scene } = await anyScene()
  const blender = fakeBlender({ scene: { look: null, width: 1234, height: 700 } })
  await bench.run(render, { inputs: { scene }, bridges: { blender: blender.bridge } })
  expect(blender.of('render.probe')).toEqual([])
  expect(blender.of('render.frames')[0]).toMatchObject({
    engine: 'file',
    samples: null,
    width: 1234,
    height: 700,
  })
})

test.each([
  [{ width: 1280 }, { width: 1280, height: 720 }],
  [{ height: 540 }, { width: 960, height: 540 }],
  [{ quality: 'final' as const }, { width: 1920, height: 1080 }],
])('size %j gives %j', async (params, size) => {
  const { bench, scene } = await anyScene()
  const blender = fakeBlender({ standIn: true })
  await bench.run(render, { params, inputs: { scene }, bridges: { blender: blender.bridge } })
  expect(blender.of('render.frames')[0]).toMatchObject(size)
})
