import { readFileSync, writeFileSync } from 'node:fs'
import { AppDocument, blender, documentTopic } from '@segue/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeTracks } from './contract/blenderFixtures.ts'
import { type BlenderSession, emptyScene, openBlender } from './contract/blenderSession.ts'

const refusal = { code: 'bridge.invalid_args' }
const loop = '/usr/share/sonic-pi/samples/loop_amen_full.flac'

describe('time, motion and sound in real Blender', () => {
  let session: BlenderSession
  beforeAll(async () => {
    session = await openBlender()
  })
  afterAll(() => session.close())
  beforeEach(async () => {
    await emptyScene(session)
    await session.run(blender.createObject, { name: 'Cube' })
  })

  const height = { name: 'Cube', path: 'location', index: 2 }
  const rising = {
    ...height,
    keys: [
      { frame: 1, value: 0 },
      { frame: 11, value: 10 },
    ],
  }

  test('keys are set, added to, replaced, read and removed', async () => {
    expect(await session.run(blender.keyProperty, rising)).toMatchObject({ keys: 2, range: [1, 11] })
    const middle = { ...height, keys: [{ frame: 6, value: 9 }] }
    expect(await session.run(blender.keyProperty, middle)).toMatchObject({ keys: 3 })
    const smooth = { ...rising, replace: true, interpolation: 'bezier' } as const
    expect(await session.run(blender.keyProperty, smooth)).toMatchObject({ keys: 2 })
    await session.run(blender.setTimeline, { frame: 6 })
    const { keys, now } = await session.run(blender.readCurve, height)
    expect(now).toBeCloseTo(5, 3)
    expect(keys).toEqual([
      { frame: 1, value: 0, interpolation: 'bezier' },
      { frame: 11, value: 10, interpolation: 'bezier' },
    ])
    expect((await session.run(blender.listCurves, { name: 'Cube' })).curves).toHaveLength(1)
    expect(await session.run(blender.removeCurve, height)).toEqual({ removed: true })
    expect(await session.run(blender.removeCurve, height)).toEqual({ removed: false })
    expect(await session.refused(blender.readCurve, height)).toMatchObject(refusal)
  })

  test.each([
    ['a place that is missing', { path: 'location' }],
    ['a name', { path: 'name' }],
    ['a property that is not there', { path: 'locaton', index: 0 }],
    ['code', { path: '__import__("os").getpid()' }],
  ])('%s cannot be keyed', async (_, property) => {
    const keys = { name: 'Cube', ...property, keys: [{ frame: 1, value: 0 }] }
    expect(await session.refused(blender.keyProperty, keys)).toMatchObject(refusal)
  })

  test('materials, lights and the scene move, too', async () => {
    await session.run(blender.createMaterial, { name: 'Paint' })
    await session.run(blender.createLight, { name: 'Lamp' })
    const path = 'node_tree.nodes["Principled BSDF"].inputs["Roughness"].default_value'
    const keys = [{ frame: 1, value: 0.25 }]
    expect(
      await session.run(blender.keyProperty, { owner: 'material', name: 'Paint', path, keys }),
    ).toMatchObject({ keys: 1 })
    expect(
      await session.run(blender.keyProperty, { owner: 'data', name: 'Lamp', path: 'energy', keys }),
    ).toMatchObject({ keys: 1 })
    expect(
      await session.run(blender.keyProperty, { owner: 'scene', path: 'view_settings.exposure', keys }),
    ).toMatchObject({ keys: 1 })
  })

  test('curves written again take the place of the earlier ones, whatever became of those', async () => {
    const file = session.at('again.tracks')
    const write = (tracks: Record<string, number[]>) => {
      writeTracks(file, tracks)
      return session.run(blender.setKeys, { file, startFrame: 1, fps: { num: 24, den: 1 } })
    }
    const values = async () =>
      (await session.run(blender.readCurve, height)).keys.map(({ frame, value, interpolation }) => [
        frame,
        value,
        interpolation,
      ])
    await write({ 'Cube:location:2': [0, 1, 2], 'Cube:location:0': [5, 5, 5] })
    const bent = [{ frame: 2, value: 9 }]
    await session.run(blender.keyProperty, { ...height, interpolation: 'bezier', keys: bent })
    await write({ 'Cube:location:2': [4, 3, 2] })
    expect(await values()).toEqual([
      [1, 4, 'linear'],
      [2, 3, 'linear'],
      [3, 2, 'linear'],
    ])
    expect((await session.run(blender.listCurves, { name: 'Cube' })).curves).toHaveLength(1)
    await write({ 'Cube:location:2': [7, 8] })
    expect(await values()).toEqual([
      [1, 7, 'linear'],
      [2, 8, 'linear'],
    ])
  })

  test('a curve of a file moves a property, at its own rate', async () => {
    writeTracks(session.at('c.channels'), { low: [0, 0.5, 1], high: [1, 1, 1] })
    await session.run(blender.setTimeline, { fps: { num: 48, den: 1 } })
    const moved = { ...height, curves: session.at('c.channels'), channel: 'low', scale: 2, offset: 1 }
    expect(await session.run(blender.animateProperty, moved)).toMatchObject({ keys: 3, range: [1, 5] })
    const { keys } = await session.run(blender.readCurve, height)
    expect(keys.map(({ frame, value }) => [frame, value])).toEqual([
      [1, 1],
      [3, 2],
      [5, 3],
    ])
    expect(await session.refused(blender.animateProperty, { ...moved, channel: 'lo' })).toMatchObject({
      hint: expect.stringContaining('“low”'),
    })
  })

  test('an action becomes a strip', async () => {
    expect(await session.refused(blender.pushNla, { object: 'Cube' })).toMatchObject(refusal)
    await session.run(blender.keyProperty, rising)
    const push = { object: 'Cube', track: 'Walk', start: 10, repeat: 2 }
    const { action, tracks } = await session.run(blender.pushNla, push)
    expect(action).toBeNull()
    expect(tracks).toMatchObject([{ name: 'Walk', strips: [{ start: 10, end: 30 }] }])
    expect((await session.run(blender.listNla, { object: 'Cube' })).tracks).toEqual(tracks)
  })

  test('numbers drive a number without any expression', async () => {
    await session.run(blender.createObject, { kind: 'empty', name: 'A', location: [0, 2, 0] })
    await session.run(blender.createObject, { kind: 'empty', name: 'B', location: [10, 0, 0] })
    const sources = [
      { name: 'A', path: 'location', index: 1 },
      { name: 'B', path: 'location', index: 0 },
    ]
    const driven = await session.run(blender.setDriver, { ...height, sources, scale: 2, offset: 1 })
    expect(driven.now).toBeCloseTo(25, 4)
    const largest = await session.run(blender.setDriver, { ...height, sources, combine: 'max' })
    expect(largest.now).toBeCloseTo(10, 4)
    expect(await session.refused(blender.setDriver, { ...height, sources: [height] })).toMatchObject(refusal)
    expect(await session.refused(blender.keyProperty, rising)).toMatchObject({
      code: 'bridge.verify_failed',
    })
    expect(await session.run(blender.removeDriver, height)).toEqual({ removed: true })
    expect(await session.run(blender.removeDriver, height)).toEqual({ removed: false })
  })

  test('the timeline is set and read; nothing plays without a window', async () => {
    const wanted = { frame: 1005, start: 1001, end: 1100, fps: { num: 24_000, den: 1001 } }
    const stands = { ...wanted, sec: (4 * 1001) / 24_000, playing: null }
    expect(await session.run(blender.setTimeline, wanted)).toEqual({
      ...stands,
      sec: expect.closeTo(stands.sec, 5),
    })
    const between = await session.run(blender.setTimeline, { sec: 1.5 })
    expect(between).toMatchObject({ frame: 1001 + 35, sec: expect.closeTo(1.5, 4) })
    expect(await session.run(blender.getTimeline, {})).toEqual(between)
    expect(await session.refused(blender.setTimeline, { start: 2000 })).toMatchObject(refusal)
    expect(await session.refused(blender.setTimeline, { playing: true })).toMatchObject({
      code: 'bridge.not_available',
    })
  })

  test('markers come from locators and replace only those of before', async () => {
    await session.run(blender.setTimeline, { start: 1, end: 100, fps: { num: 30, den: 1 } })
    const locators = [
      { name: 'Drop', beat: 2, sec: 1 },
      { name: 'Intro', beat: 0, sec: 0 },
    ]
    const first = await session.run(blender.setMarkers, { markers: locators })
    expect(first.markers).toEqual([
      { name: 'Intro', frame: 1, sec: 0, ours: true },
      { name: 'Drop', frame: 31, sec: 1, ours: true },
    ])
    await session.run(blender.setMarkers, { markers: [{ name: 'End', frame: 99 }] })
    expect((await session.run(blender.listMarkers, {})).markers).toEqual([
      { name: 'End', frame: 99, sec: expect.closeTo(98 / 30, 5), ours: true },
    ])
    expect(await session.refused(blender.setMarkers, { markers: [{ name: 'Nowhere' }] })).toMatchObject(
      refusal,
    )
  })

  test('sounds and pictures lie in the sequencer and are mixed down', async () => {
    const path = session.at('mix.wav')
    expect(await session.refused(blender.mixdown, { path })).toMatchObject(refusal)
    const first = await session.run(blender.addSound, { sound: loop, name: 'Amen', volume: 0.5 })
    expect(first).toMatchObject({ type: 'SOUND', channel: 1, volume: 0.5, start: 1 })
    expect(await session.run(blender.addSound, { sound: loop, frame: 20 })).toMatchObject({ channel: 2 })
    const image = session.at('frame.png')
    await session.run(blender.renderStill, { path: image, engine: 'workbench' })
    const picture = await session.run(blender.addImage, { image, frames: 40, channel: 5 })
    expect(picture.end - picture.start).toBe(40)
    writeFileSync(session.at('words'), 'nothing')
    const words = session.at('words')
    expect(await session.refused(blender.addSound, { sound: words })).toMatchObject(refusal)
    expect(await session.refused(blender.addImage, { image: words })).toMatchObject(refusal)
    expect(await session.refused(blender.addMovie, { movie: words })).toMatchObject(refusal)
    expect((await session.run(blender.listStrips, {})).strips).toHaveLength(3)
    await session.run(blender.setTimeline, { start: 1, end: 48, fps: { num: 24, den: 1 } })
    const mixed = await session.run(blender.mixdown, { path, depth: '16' })
    const file = readFileSync(path)
    expect(mixed).toMatchObject({ bytes: file.length, seconds: 2 })
    expect(file.subarray(0, 4).toString()).toBe('RIFF')
    expect(file.subarray(44).some((byte) => byte !== 0)).toBe(true)
    expect(await session.run(blender.removeStrip, { strip: 'Amen' })).toEqual({ removed: 'Amen' })
    expect(await session.refused(blender.removeStrip, { strip: 'Amen' })).toMatchObject(refusal)
  })

  test('it tells what is open whenever that changes, what was saved, opened and rendered', async () => {
    const told: AppDocument[] = []
    const happened: string[] = []
    const stops = [
      session.hub.subscribe('blender', documentTopic, ({ data }) => told.push(AppDocument.parse(data))),
      ...['file.saved', 'file.opened', 'render.finished'].map((topic) =>
        session.hub.subscribe('blender', topic, () => happened.push(topic)),
      ),
    ]
    await expect.poll(() => told.length).toBeGreaterThan(0)
    await session.run(blender.setTimeline, { frame: 7, start: 1, end: 20 })
    await expect.poll(() => told.at(-1)).toMatchObject({ frame: 7, facts: { Objects: 2, Frames: 20 } })
    await session.run(blender.renderStill, { path: session.at('told.png'), engine: 'workbench' })
    await session.run(blender.saveFile, { path: session.at('told.blend') })
    await session.run(blender.openFile, { path: session.at('told.blend'), key: 'told' })
    await expect.poll(() => told.at(-1)).toMatchObject({ name: 'told.blend', unsaved: false })
    await expect.poll(() => happened).toEqual(['render.finished', 'file.saved', 'file.opened'])
    for (const stop of stops) stop()
  })
})
