import { encodeChannels } from '@segue/media/channels/file'
import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { runNode, testStore } from '../testing.ts'
import { animate } from './animate.ts'
import { fakeBlender } from './fakeBlender.ts'

const frames = 48
const rate = { num: 24, den: 1 }
const low = Float32Array.from({ length: frames }, (_, i) => (i === 20 ? 1 : 0))
const planes = new Map([['low', low]])

async function inputs(meta = {}) {
  const store = testStore()
  const bytes = encodeChannels({ rate, samples: frames, planes })
  const channels = await store.save(bytes, {
    mime: mimeTypes.channels,
    name: 'curves',
    meta: { bpm: 120, ...meta },
  })
  const scene = await store.save(Buffer.from('BLENDER'), { mime: mimeTypes.blend, name: 'own.blend' })
  return { store, channels, scene }
}

test('a look is built in the wanted format and moved for the length of the curves', async () => {
  const { store, channels } = await inputs({ standIn: 'td', locators: [{ name: 'Drop', beat: 2, sec: 1 }] })
  const blender = fakeBlender()
  const out = await runNode(animate, {
    store,
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
  const { store, channels } = await inputs()
  const out = await runNode(animate, {
    store,
    inputs: { channels },
    bridges: { blender: fakeBlender({ standIn: true }).bridge },
  })
  expect(out.scene).toMatchObject({ mime: mimeTypes.standInScene, meta: { standIn: 'blender' } })
})

test('in a person’s own scene curves become properties of SEGUE and rows move its objects', async () => {
  const { store, channels, scene } = await inputs()
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
  await runNode(animate, {
    store,
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
  const { store, channels, scene } = await inputs()
  const blender = fakeBlender({ scene: { look: null } })
  await runNode(animate, {
    store,
    inputs: { channels, scene },
    params: { fps: 12 },
    bridges: { blender: blender.bridge },
  })
  const track = blender.tracks?.planes.get('SEGUE:["low"]:-1')
  expect(blender.tracks?.rate).toEqual({ num: 12, den: 1 })
  expect(track).toHaveLength(24)
  expect(track?.[10]).toBe(1)
})
