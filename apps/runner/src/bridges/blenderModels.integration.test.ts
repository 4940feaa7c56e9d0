import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { blender } from '@segue/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BlenderSession, emptyScene, openBlender } from './contract/blenderSession.ts'

const refusal = { code: 'bridge.invalid_args' }

describe('models and parts of files in real Blender', () => {
  let session: BlenderSession
  beforeAll(async () => {
    session = await openBlender()
  })
  afterAll(() => session.close())
  beforeEach(async () => {
    await emptyScene(session)
    await session.run(blender.createObject, { name: 'Cube' })
    await session.run(blender.createObject, { kind: 'sphere', name: 'Ball' })
  })

  test('glTF holds the objects that were named, and no more', async () => {
    const names = async (objects: string[]) => {
      const path = session.at('model.glb')
      const { bytes } = await session.run(blender.exportGltf, { path, objects })
      const file = readFileSync(path)
      expect([file.length, file.readUInt32LE(8)]).toEqual([bytes, bytes])
      const { nodes } = JSON.parse(file.subarray(20, 20 + file.readUInt32LE(12)).toString())
      return nodes.map((node: { name: string }) => node.name)
    }
    expect(await names(['Cube'])).toEqual(['Cube'])
    expect(await names([])).toEqual(expect.arrayContaining(['Cube', 'Ball']))
    const missing = { path: session.at('none.glb'), objects: ['Cub'] }
    expect(await session.refused(blender.exportGltf, missing)).toMatchObject({
      hint: expect.stringContaining('“Cube”'),
    })
  })

  test.each([
    ['gltf', blender.exportGltf],
    ['obj', blender.exportObj],
    ['fbx', blender.exportFbx],
  ] as const)('%s goes out and comes back by what it holds', async (format, command) => {
    await session.run(command, { path: session.at('out'), objects: ['Cube'] })
    copyFileSync(session.at('out'), session.at('nameless'))
    await emptyScene(session)
    const model = { model: session.at('nameless'), collection: 'Props' }
    const came = await session.run(blender.importModel, model)
    expect(came).toMatchObject({ format, objects: [{ type: 'MESH', collections: ['Props'] }] })
    expect(readdirSync(session.at('.')).filter((name) => name.includes('.part'))).toEqual([])
  })

  test('what this Blender was not built for is not available', async () => {
    for (const command of [blender.exportUsd, blender.exportAlembic])
      expect(await session.refused(command, { path: session.at('never') })).toMatchObject({
        code: 'bridge.not_available',
      })
    writeFileSync(session.at('words'), 'no model')
    const words = { model: session.at('words') }
    expect(await session.refused(blender.importModel, words)).toMatchObject(refusal)
    writeFileSync(session.at('broken'), 'glTF and then nothing')
    const broken = { model: session.at('broken') }
    expect(await session.refused(blender.importModel, broken)).toMatchObject(refusal)
  })

  test('parts of another file are listed, appended and linked', async () => {
    const library = session.at('library.blend')
    await session.run(blender.createMaterial, { name: 'Gold' })
    await session.run(blender.assignMaterial, { object: 'Cube', material: 'Gold' })
    await session.run(blender.createCollection, { name: 'Kit' })
    await session.run(blender.linkObject, { object: 'Ball', collection: 'Kit', only: true })
    await session.run(blender.saveFile, { path: library })
    await emptyScene(session)
    expect(await session.run(blender.listAssets, { library })).toMatchObject({
      objects: ['Ball', 'Cube', 'camera'],
      collections: ['Kit'],
      materials: expect.arrayContaining(['Gold']),
    })
    const cube = { library, names: ['Cube'] }
    expect(await session.run(blender.appendAsset, cube)).toMatchObject({ names: ['Cube'], linked: false })
    const kit = { library, kind: 'collection' as const, names: ['Kit'], link: true }
    expect(await session.run(blender.appendAsset, kit)).toMatchObject({ names: ['Kit'], linked: true })
    expect(await session.refused(blender.setObject, { object: 'Ball', hideRender: true })).toMatchObject({
      ...refusal,
      message: expect.stringContaining('linked'),
    })
    expect(await session.refused(blender.appendAsset, { library, names: ['Cub'] })).toMatchObject({
      hint: expect.stringContaining('“Cube”'),
    })
    writeFileSync(session.at('words'), 'no library')
    expect(await session.refused(blender.listAssets, { library: session.at('words') })).toMatchObject(refusal)
  })
})
