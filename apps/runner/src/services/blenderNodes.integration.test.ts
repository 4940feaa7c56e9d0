import { readFile } from 'node:fs/promises'
import { createClient, type SegueClient } from '@segue/client'
import { ArtifactRef, failureOf } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBlender } from '../bridges/findBlender.ts'
import { Config } from '../config/config.ts'
import { type OpenDoors, openDoors } from '../server/openDoors.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { recipeOf } from './testing/chain.ts'
import { howOf, testRuns } from './testing/runs.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)

if (found === null) throw new Error('These tests are about real Blender, and there is none.')

const port = 4690
let runner: TestRunner
let doors: OpenDoors
let client: SegueClient

beforeAll(async () => {
  const { applications } = Config.parse({ applications: { blender: found?.path } })
  runner = await openTestRunner({ port, applications })
  const log = { warn: () => {}, error: () => {} }
  doors = await openDoors(runner, { home: runner.home, port, webFolder: '/nowhere', log })
  client = createClient({ url: `http://127.0.0.1:${port}`, token: doors.token })
})
afterAll(async () => {
  await client.close()
  await doors.close()
  await runner[Symbol.asyncDispose]()
})

const node = (type: string, params: Record<string, string | number | number[]> = {}) => ({
  type,
  version: 1,
  name: type,
  params,
})
const still = { engine: 'workbench', width: 64, height: 36 } as const
const isPng = async (ref: ArtifactRef) =>
  (await readFile(await runner.artifacts.path(ref))).subarray(1, 4).toString() === 'PNG'

test('commands as nodes make, move and picture an object, each on the scene of the one before', async () => {
  const recipe = recipeOf(
    {
      scene: node('blender.scene'),
      make: node('blender.object.create', { kind: 'cube', name: 'Box' }),
      again: node('blender.object.create', { kind: 'cube', name: 'Box' }),
      move: { ...node('blender.object.transform', { location: [1, 2, 3] }), promoted: ['object'] },
      list: node('blender.object.list', { name: 'Box' }),
      picture: node('blender.render.still', { ...still, frame: 1 }),
    },
    [
      'scene.scene > make.scene',
      'make.scene > again.scene',
      'again.scene > move.scene',
      'make.name > move.object',
      'move.scene > list.scene',
      'move.scene > picture.scene',
    ],
  )
  const runs = testRuns(runner, recipe)
  const view = await runs.run({})
  expect(view.head.failures).toEqual([])
  const outputs = Object.fromEntries(view.steps.map((step) => [step.nodeId, step.outputs]))
  expect(outputs.make?.name).toBe('Box')
  expect(outputs.again?.name).toBe('Box.001')
  expect(outputs.move).toMatchObject({ name: 'Box', location: [1, 2, 3] })
  expect(outputs.list).toMatchObject({ total: 2 })
  const picture = ArtifactRef.parse(outputs.picture?.path)
  expect(picture).toMatchObject({ mime: 'image/png', meta: { width: 64, height: 36 } })
  expect(await isPng(picture)).toBe(true)
  const made = ['scene', 'make', 'again', 'move', 'list', 'picture']
  expect(howOf(await runs.run({}))).toEqual(Object.fromEntries(made.map((id) => [id, 'cached'])))
})

test('the same commands are methods of a client, and their files are stored', async () => {
  const unsure = client.blender.deleteObject({ object: 'Box' }).then(() => null, failureOf)
  expect(await unsure).toMatchObject({ code: 'command.needs_confirm' })
  const { name } = await client.blender.createObject({ kind: 'cube', name: 'Crate' })
  expect(await client.blender.setTransform({ object: name, location: [0, 0, 1] })).toMatchObject({
    location: [0, 0, 1],
  })
  const { path } = await client.blender.renderStill({ ...still, frame: 1 })
  expect(path).toMatchObject({ mime: 'image/png', meta: { width: 64, height: 36 } })
  expect(await isPng(path)).toBe(true)
  expect(await client.blender.deleteObject({ object: name }, { confirm: true })).toEqual({ deleted: [name] })
})
