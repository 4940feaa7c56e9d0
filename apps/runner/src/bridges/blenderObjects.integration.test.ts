import { blender } from '@segue/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BlenderSession, emptyScene, openBlender } from './contract/blenderSession.ts'

describe('objects and collections in real Blender', () => {
  let session: BlenderSession
  beforeAll(async () => {
    session = await openBlender()
  })
  afterAll(() => session.close())
  beforeEach(() => emptyScene(session))

  test.each([
    ['cube', 'MESH'],
    ['sphere', 'MESH'],
    ['icosphere', 'MESH'],
    ['plane', 'MESH'],
    ['circle', 'MESH'],
    ['cylinder', 'MESH'],
    ['cone', 'MESH'],
    ['torus', 'MESH'],
    ['grid', 'MESH'],
    ['monkey', 'MESH'],
    ['text', 'FONT'],
    ['curve', 'CURVE'],
    ['empty', 'EMPTY'],
  ] as const)('makes a %s', async (kind, type) => {
    const made = await session.run(blender.createObject, { kind, name: 'Ding ü', location: [1, 2, 3] })
    expect(made).toMatchObject({ name: 'Ding ü', type, location: [1, 2, 3], parent: null })
    const { objects } = await session.run(blender.sceneTree, {})
    const seen = objects.items.find(({ name }) => name === 'Ding ü')
    expect(seen).toMatchObject({ uid: made.uid, type, visible: true })
    expect((seen?.vertices ?? 0) > 3).toBe(type === 'MESH')
  })

  test('a name that is taken gets a number, one that is too long is refused', async () => {
    await session.run(blender.createObject, { name: 'A' })
    expect(await session.run(blender.createObject, { name: 'A' })).toMatchObject({ name: 'A.001' })
    const tooLong = { name: 'ü'.repeat(40) }
    expect(await session.refused(blender.createObject, tooLong)).toMatchObject({
      code: 'bridge.invalid_args',
    })
  })

  test('an unknown name is refused with the nearest ones', async () => {
    await session.run(blender.createObject, { name: 'Spinner' })
    expect(await session.refused(blender.setObject, { object: 'Spiner' })).toMatchObject({
      code: 'bridge.invalid_args',
      message: expect.stringContaining('Spiner'),
      hint: expect.stringContaining('“Spinner”'),
    })
  })

  test('an object that was deleted is stale, also when another one has its name', async () => {
    const first = await session.run(blender.createObject, { name: 'Twin' })
    const gone = await session.run(blender.deleteObject, { object: 'Twin', uid: first.uid })
    expect(gone).toEqual({ deleted: ['Twin'] })
    const second = await session.run(blender.createObject, { name: 'Twin' })
    const stale = { code: 'bridge.stale_handle' }
    expect(await session.refused(blender.setObject, { object: 'Twin', uid: first.uid })).toMatchObject(stale)
    const renamed = { object: 'Twin', uid: second.uid, name: 'Renamed' }
    expect(await session.run(blender.setObject, renamed)).toMatchObject({ uid: second.uid, name: 'Renamed' })
    await emptyScene(session)
    expect(await session.refused(blender.setObject, { object: 'Twin', uid: second.uid })).toMatchObject(stale)
  })

  test('deleting leaves children where they are, or takes them along', async () => {
    await session.run(blender.createObject, { name: 'Top', location: [1, 0, 0] })
    await session.run(blender.createObject, { name: 'Child', location: [0, 1, 0] })
    await session.run(blender.parentObject, { object: 'Child', parent: 'Top', keepPlace: false })
    await session.run(blender.deleteObject, { object: 'Top' })
    const child = await session.run(blender.setTransform, { object: 'Child' })
    expect(child).toMatchObject({ parent: null, location: [1, 1, 0] })
    await session.run(blender.createObject, { name: 'Top' })
    await session.run(blender.parentObject, { object: 'Child', parent: 'Top' })
    expect(await session.refused(blender.parentObject, { object: 'Top', parent: 'Child' })).toMatchObject({
      code: 'bridge.invalid_args',
    })
    const { deleted } = await session.run(blender.deleteObject, { object: 'Top', children: true })
    expect(deleted.sort()).toEqual(['Child', 'Top'])
  })

  test('a copy has its own mesh, a linked one the same', async () => {
    await session.run(blender.createObject, { name: 'Source', location: [1, 1, 1] })
    const own = await session.run(blender.duplicateObject, {
      object: 'Source',
      name: 'Own',
      scale: [2, 2, 2],
    })
    expect(own).toMatchObject({ name: 'Own', location: [1, 1, 1], scale: [2, 2, 2] })
    expect(own.data).not.toBe('Source')
    const linked = { object: 'Source', linked: true }
    expect(await session.run(blender.duplicateObject, linked)).toMatchObject({ data: 'Source' })
  })

  test('sets names, visibility, colour and custom properties', async () => {
    await session.run(blender.createObject, { name: 'Thing' })
    const properties = { low: 0.5, steps: 3, words: 'ja ü', list: [1.5, 2] }
    const set = { object: 'Thing', hideRender: true, colour: [0.2, 0.4, 0.6, 1], properties }
    expect(await session.run(blender.setObject, set)).toMatchObject({ hideRender: true, properties })
    await session.run(blender.createObject, { name: 'Taken' })
    expect(await session.refused(blender.setObject, { object: 'Thing', name: 'Taken' })).toMatchObject({
      code: 'bridge.invalid_args',
      message: expect.stringContaining('“Taken” is taken'),
    })
    const { objects } = await session.run(blender.listObjects, { type: 'MESH' })
    expect(objects.map(({ name }) => name).sort()).toEqual(['Taken', 'Thing'])
  })

  test('moves, turns and scales, in steps and by a matrix', async () => {
    await session.run(blender.createObject, { name: 'Mover' })
    const place = { object: 'Mover', location: [1, 2, 3], rotation: [0, 0, 90], scale: [1, 1, 2] }
    const first = await session.run(blender.setTransform, place)
    expect(first.rotation[2]).toBeCloseTo(90, 3)
    expect(first.matrix[1]).toBeCloseTo(-1, 5)
    const more = { object: 'Mover', location: [1, 0, 0], rotation: [0, 0, 45], relative: true }
    const second = await session.run(blender.setTransform, more)
    expect(second.location).toEqual([2, 2, 3])
    expect(second.rotation[2]).toBeCloseTo(135, 3)
    const matrix = [2, 0, 0, 5, 0, 2, 0, 6, 0, 0, 2, 7, 0, 0, 0, 1]
    expect(await session.run(blender.setTransform, { object: 'Mover', matrix })).toMatchObject({ matrix })
    const shear = [1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    expect(await session.refused(blender.setTransform, { object: 'Mover', matrix: shear })).toMatchObject({
      code: 'bridge.verify_failed',
    })
    expect(await session.run(blender.setTransform, { object: 'Mover' })).toMatchObject({ matrix })
  })

  test('collections take, lose, hide and leave out objects', async () => {
    await session.run(blender.createObject, { name: 'Cube' })
    await session.run(blender.createCollection, { name: 'Outer' })
    const inner = await session.run(blender.createCollection, { name: 'Inner', parent: 'Outer' })
    expect(inner).toMatchObject({ parent: 'Outer', objects: [] })
    const here = { object: 'Cube', collection: 'Inner' }
    expect((await session.run(blender.linkObject, { ...here, only: true })).objects).toEqual(['Cube'])
    expect(await session.refused(blender.unlinkObject, here)).toMatchObject({ code: 'bridge.invalid_args' })
    await session.run(blender.linkObject, { object: 'Cube', collection: 'Outer' })
    expect((await session.run(blender.unlinkObject, here)).objects).toEqual([])
    const set = { collection: 'Outer', name: 'Set', hideRender: true, exclude: true }
    expect(await session.run(blender.setCollection, set)).toMatchObject({ name: 'Set', excluded: true })
    const { total, objects } = await session.run(blender.listObjects, { collection: 'Set', name: 'CUB' })
    expect([total, objects[0]?.name]).toEqual([1, 'Cube'])
    expect((await session.run(blender.listObjects, { type: 'CAMERA', limit: 1 })).total).toBe(1)
  })

  test('a rehearsal says what would be done and does nothing', async () => {
    await session.run(blender.createObject, { name: 'Stays' })
    const { warnings } = await session.bridge.call(
      blender.deleteObject,
      { object: 'Stays' },
      { dryRun: true },
    )
    expect(warnings.join()).toContain('Delete an object')
    expect((await session.run(blender.listObjects, { name: 'Stays' })).total).toBe(1)
    const missing = session.bridge.call(blender.deleteObject, { object: 'Gone' }, { dryRun: true })
    await expect(missing).rejects.toMatchObject({ failure: { code: 'bridge.invalid_args' } })
  })
})
