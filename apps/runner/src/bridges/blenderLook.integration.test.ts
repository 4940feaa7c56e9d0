import { readFileSync, writeFileSync } from 'node:fs'
import { coverPixels } from '@segue/media/looks/coverPixels'
import { blender } from '@segue/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BlenderSession, emptyScene, openBlender } from './contract/blenderSession.ts'

const refusal = { code: 'bridge.invalid_args' }

describe('what shapes, lights and shows a scene in real Blender', () => {
  let session: BlenderSession
  beforeAll(async () => {
    session = await openBlender()
  })
  afterAll(() => session.close())
  beforeEach(() => emptyScene(session))

  /** Red, green and blue in the middle of a picture of 64 × 36. */
  const middle = async (path: string) => {
    const pixels = await coverPixels(path, 'picture')
    return [...pixels.subarray((18 * 64 + 32) * 4, (18 * 64 + 32) * 4 + 3)]
  }
  const redCube = async () => {
    await session.run(blender.createObject, { name: 'Cube' })
    await session.run(blender.createMaterial, { name: 'Red', colour: [1, 0, 0] })
    await session.run(blender.assignMaterial, { object: 'Cube', material: 'Red' })
    await session.run(blender.setTransform, { object: 'camera', location: [0, -8, 0] })
    await session.run(blender.aim, { object: 'camera', target: 'Cube' })
  }

  test('a still is the picture that was asked for, whole or in part', async () => {
    await redCube()
    const path = session.at('still.png')
    const still = await session.run(blender.renderStill, { path, frame: 3, engine: 'workbench' })
    expect(still).toMatchObject({ frame: 3, width: 64, height: 36, bytes: readFileSync(path).length })
    const [shown = 0] = await middle(path)
    expect(shown).toBeGreaterThan(100)
    const region = { left: 0.25, right: 0.75, bottom: 0, top: 1 }
    const part = await session.run(blender.renderStill, { path, engine: 'workbench', region })
    expect(part).toMatchObject({ frame: 1, width: 32, height: 36 })
    const nothing = { path, region: { ...region, right: 0.25 } }
    expect(await session.refused(blender.renderStill, nothing)).toMatchObject(refusal)
    expect(await session.refused(blender.renderStill, { path, camera: 'camra' })).toMatchObject({
      hint: expect.stringContaining('“camera”'),
    })
    await session.run(blender.deleteObject, { object: 'camera' })
    expect(await session.refused(blender.renderStill, { path })).toMatchObject(refusal)
  })

  test('a preview shows the colours of materials, also without a camera, and leaves the scene alone', async () => {
    await redCube()
    await session.run(blender.deleteObject, { object: 'camera' })
    const before = await session.run(blender.getRenderSettings, {})
    const path = session.at('preview.png')
    const made = await session.run(blender.previewFrame, { path, width: 64 })
    expect(made).toMatchObject({ width: 64, height: 36, engine: 'BLENDER_WORKBENCH' })
    const [red = 0, green = 0, blue = 0] = await middle(path)
    expect(red).toBeGreaterThan(green + 50)
    expect(red).toBeGreaterThan(blue + 50)
    expect(await session.run(blender.getRenderSettings, {})).toEqual(before)
    expect((await session.run(blender.listObjects, {})).objects.map(({ name }) => name)).toEqual(['Cube'])
  })

  test('materials are set by the names of Blender 3 and 4, all or nothing', async () => {
    const inputs = { 'Specular IOR Level': 0.25, Clearcoat: 0.5 }
    const made = await session.run(blender.createMaterial, { name: 'Gold', metallic: 1, inputs })
    const values = Object.values(made.inputs)
    expect(values.filter((value) => value === 0.25 || value === 0.5).length).toBeGreaterThanOrEqual(2)
    const wrong = { material: 'Gold', metallic: 0, inputs: { Metalic: 1 } }
    expect(await session.refused(blender.setMaterial, wrong)).toMatchObject({
      ...refusal,
      hint: expect.stringContaining('“Metallic”'),
    })
    const kept = await session.run(blender.setMaterial, { material: 'Gold', emission: [1, 0, 0] })
    expect(kept.inputs).toMatchObject({ Metallic: 1 })
    await session.run(blender.createObject, { name: 'Slots' })
    const assigned = { object: 'Slots', material: 'Gold', slot: 1 }
    expect((await session.run(blender.assignMaterial, assigned)).slots).toEqual([null, 'Gold'])
    expect(await session.refused(blender.assignMaterial, { ...assigned, object: 'camera' })).toMatchObject(
      refusal,
    )
  })

  test('pictures feed materials and surround the scene; what is no picture is refused', async () => {
    await redCube()
    const image = session.at('picture')
    await session.run(blender.renderStill, { path: image, engine: 'workbench' })
    const fed = await session.run(blender.setMaterialImage, { material: 'Red', image })
    expect(fed).toMatchObject({ input: 'Base Color', width: 64, height: 36 })
    expect(await session.refused(blender.setMaterial, { material: 'Red', colour: [0, 1, 0] })).toMatchObject(
      refusal,
    )
    const around = await session.run(blender.setWorldImage, { image, strength: 2, turn: 90 })
    expect(around).toMatchObject({ strength: 2, image: expect.any(String) })
    expect(await session.run(blender.setWorld, { colour: [0, 0, 1] })).toMatchObject({ image: null })
    writeFileSync(session.at('words'), 'no picture')
    const words = { material: 'Red', image: session.at('words') }
    expect(await session.refused(blender.setMaterialImage, words)).toMatchObject(refusal)
  })

  test('cameras have lenses and look where they are told', async () => {
    const optics = { lens: 85, blur: true, fStop: 1.4 }
    const made = await session.run(blender.createCamera, { name: 'Close', ...optics })
    expect(made).toMatchObject({ lens: 85, blur: true, active: false })
    expect(await session.run(blender.setCamera, { object: 'Close', active: true })).toMatchObject({
      active: true,
    })
    await session.run(blender.createObject, { name: 'Star', location: [3, 4, 5] })
    await session.run(blender.aim, { object: 'Close', target: 'Star', follow: true })
    const { objects } = await session.run(blender.sceneTree, {})
    expect(objects.items.find(({ name }) => name === 'Close')?.constraints).toEqual(['Segue aim'])
    const down = await session.run(blender.aim, { object: 'Close', point: [0, 5, 0] })
    expect(down.rotation[0]).toBeCloseTo(90, 3)
    expect(await session.refused(blender.aim, { object: 'Close' })).toMatchObject(refusal)
    expect(await session.refused(blender.setCamera, { object: 'Star', lens: 35 })).toMatchObject(refusal)
  })

  test('lights have what their kind has', async () => {
    const spot = { kind: 'spot', name: 'Key', energy: 500, angle: 60, size: 0.5 } as const
    const made = await session.run(blender.createLight, spot)
    expect(made).toMatchObject({ kind: 'spot', energy: 500, size: 0.5 })
    expect(made.angle).toBeCloseTo(60, 3)
    expect(await session.refused(blender.createLight, { kind: 'point', angle: 3 })).toMatchObject(refusal)
    const area = await session.run(blender.setLight, { object: 'Key', kind: 'area', size: 3 })
    expect(area).toMatchObject({ kind: 'area', size: 3, angle: null })
    expect((await session.run(blender.sceneTree, {})).lights).toMatchObject({ total: 1 })
  })

  test('modifiers are added, set all or nothing, listed and removed', async () => {
    await session.run(blender.createObject, { name: 'Cube' })
    await session.run(blender.createObject, { kind: 'empty', name: 'Step' })
    const values = { count: 5, use_object_offset: true, offset_object: 'Step' }
    const added = await session.run(blender.addModifier, { object: 'Cube', type: 'ARRAY', values })
    expect(added.values).toMatchObject(values)
    const here = { object: 'Cube', modifier: added.name }
    const half = { ...here, values: { count: 7, relative_offset_displace: [1] } }
    expect(await session.refused(blender.setModifier, half)).toMatchObject(refusal)
    expect(await session.refused(blender.setModifier, { ...here, values: { coun: 2 } })).toMatchObject({
      hint: expect.stringContaining('“count”'),
    })
    const { modifiers } = await session.run(blender.listModifiers, { object: 'Cube' })
    expect(modifiers.map((one) => one.values.count)).toEqual([5])
    expect(await session.run(blender.setModifier, { ...here, showRender: false })).toMatchObject({
      showRender: false,
    })
    expect((await session.run(blender.removeModifier, here)).modifiers).toEqual([])
    expect(await session.refused(blender.listNodesInputs, { object: 'Cube' })).toMatchObject(refusal)
    expect(await session.refused(blender.setNodesInputs, { object: 'Cube', values: {} })).toMatchObject(
      refusal,
    )
  })

  test('render settings change all or not at all', async () => {
    const wanted = {
      engine: 'cycles',
      width: 128,
      height: 72,
      fps: { num: 25, den: 1 },
      samples: 16,
      transparent: true,
      viewTransform: 'Standard',
      format: 'OPEN_EXR',
      colourDepth: '32',
      start: 1,
      end: 9,
    } as const
    const set = await session.run(blender.setRenderSettings, wanted)
    expect(set).toMatchObject({ ...wanted, engine: 'CYCLES' })
    const wrong = { width: 4, fps: { num: 50, den: 1 }, viewTransform: 'Standrad' }
    expect(await session.refused(blender.setRenderSettings, wrong)).toMatchObject({
      ...refusal,
      hint: expect.stringContaining('“Standard”'),
    })
    expect(await session.run(blender.getRenderSettings, {})).toEqual(set)
  })
})
