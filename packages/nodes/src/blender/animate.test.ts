import { encodeChannels } from '@segue/media/channels/file'
import { encodePng } from '@segue/media/draw/png'
import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { animate } from './animate.ts'
import { fakeBlender } from './fakeBlender.ts'

const frames = 48
const rate = { num: 24, den: 1 }
const low = Float32Array.from({ length: frames }, (_, i) => (i === 20 ? 1 : 0))
const planes = new Map([['low', low]])

async function inputs(meta = {}) {
  const bench = testBench()
  const bytes = encodeChannels({ rate, samples: frames, planes })
  const channels = await bench.save(bytes, {
    mime: mimeTypes.channels,
    name: 'curves',
    meta: { bpm: 120, ...meta },
  })
  const scene = await bench.save(Buffer.from('BLENDER'), { mime: mimeTypes.blend, name: 'own.blend' })
  return { bench, channels, scene }
}

test('a look is built in the wanted format and moved for the length of the curves', async () => {
  const { bench, channels } = await inputs({ standIn: 'td', locators: [{ name: 'Drop', beat: 2, sec: 1 }] })
  const blender = fakeBlender()
  const out = await bench.run(animate, {
    inputs: { channels },
    params: { format: '9:16' },
    bridges: { blender: blender.bridge },
  })
  expect(blender.of('scene.build')[0]).toMatchObject({
    spec: { look: 'ripple', size: { width: 1080, height: 1920 } },
  })
  expect(blender.tracks?.samples).toBe(frames)
  expect(blender.tracks?.planes.has('ring07:location:2')).toBe(true)
  expect(out.scene).toMatchObject({
    mime: mimeTypes.blend,
    meta: { fps: rate, frames, durationSec: 2, bpm: 120, width: 1080, height: 1920 },
  })
  expect(out.scene.meta.locators).toHaveLength(1)
  expect(out.scene.meta.standIn).toBeUndefined()
})

test('a scene that the stand-in made says so and has a type of its own', async () => {
  const { bench, channels } = await inputs()
  const out = await bench.run(animate, {
    inputs: { channels },
    bridges: { blender: fakeBlender({ standIn: true }).bridge },
  })
  expect(out.scene).toMatchObject({ mime: mimeTypes.standInScene, meta: { standIn: 'blender' } })
})

test('in a person’s own scene curves become properties of SEGUE and rows move its objects', async () => {
  const { bench, channels, scene } = await inputs()
  const blender = fakeBlender({ scene: { look: null, frameStart: 101, width: 800, height: 600 } })
  const mapping = [
    {
      object: 'Cube',
      path: 'location',
      index: 2,
      base: 1,
      terms: [{ gain: 2, factors: [{ channel: 'low', delayBeats: 0.5 }] }],
    },
  ]
  await bench.run(animate, {
    inputs: { channels, scene },
    params: { mapping },
    bridges: { blender: blender.bridge },
  })
  expect([...(blender.tracks?.planes.keys() ?? [])]).toEqual(['SEGUE:["low"]:-1', 'Cube:location:2'])
  expect(blender.of('anim.keys.set')[0]).toMatchObject({ startFrame: 101 })
  expect(blender.of('scene.build')).toEqual([])
  // half a beat at 120 BPM is six frames
  expect(blender.tracks?.planes.get('Cube:location:2')?.[26]).toBeCloseTo(3)
  expect(blender.tracks?.planes.get('Cube:location:2')?.[20]).toBeCloseTo(1)
})

test('another frame rate keeps the peak of a curve', async () => {
  const { bench, channels, scene } = await inputs()
  const blender = fakeBlender({ scene: { look: null } })
  await bench.run(animate, {
    inputs: { channels, scene },
    params: { fps: 12 },
    bridges: { blender: blender.bridge },
  })
  const track = blender.tracks?.planes.get('SEGUE:["low"]:-1')
  expect(blender.tracks?.rate).toEqual({ num: 12, den: 1 })
  expect(track).toHaveLength(24)
  expect(track?.[10]).toBe(1)
})

/** A picture in two stripes, as a file. */
async function cover(bench: TestBench) {
  const rgba = Uint8Array.from({ length: 16 * 16 * 4 }, (_, i) => {
    const [r, g, b] = i < 8 * 16 * 4 ? [14, 110, 115] : [255, 122, 168]
    return [r, g, b, 255][i % 4] ?? 0
  })
  return bench.save(await encodePng(rgba, 16, 16), { mime: 'image/png', name: 'cover.png' })
}

test('cover art gives its colours to the look, and to the next node', async () => {
  const { bench, channels } = await inputs()
  const [plain, coloured, again] = [fakeBlender(), fakeBlender(), fakeBlender()]
  await bench.run(animate, { inputs: { channels }, bridges: { blender: plain.bridge } })
  const first = await bench.run(animate, {
    inputs: { channels, cover: await cover(bench) },
    bridges: { blender: coloured.bridge },
  })
  await bench.run(animate, { inputs: { channels, scene: first.scene }, bridges: { blender: again.bridge } })
  const middle = (fake: typeof plain) =>
    [0, 1, 2].map((c) => fake.tracks?.planes.get(`sun:color:${c}`)?.[20] ?? -1)
  const [sunset, pink] = [middle(plain), middle(coloured)]
  // the sunset is orange, the cover's pink has as much blue as green and more
  expect(sunset[2]).toBeLessThan(sunset[1] ?? 0)
  expect(pink[2]).toBeGreaterThan(pink[1] ?? 1)
  expect(coloured.of('scene.build')[0]).not.toEqual(plain.of('scene.build')[0])
  expect(middle(again)).toEqual(pink)
})

test('a damaged cover fails by name and says at which port', async () => {
  const { bench, channels } = await inputs()
  const file = await bench.save(Buffer.from('\x89PNG broken'), { mime: 'image/png', name: 'front.png' })
  const running = bench.run(animate, {
    inputs: { channels, cover: file },
    bridges: { blender: fakeBlender().bridge },
  })
  await expect(running).rejects.toMatchObject({
    failure: { code: 'cover.unreadable', port: 'cover', message: expect.stringContaining('front.png') },
  })
})

test('a scene with colours of its own says that cover art changes nothing', async () => {
  const { bench, channels, scene } = await inputs()
  const blender = fakeBlender({ scene: { look: null } })
  await bench.run(animate, {
    inputs: { channels, scene, cover: await cover(bench) },
    bridges: { blender: blender.bridge },
  })
  expect(bench.log).toContain('This scene has colours of its own; the cover art changes nothing.')
})
