import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { bake } from './bake.ts'
import { identityOf } from './closure.ts'
import { fakeBlender } from './fakeBlender.ts'
import { python } from './python.ts'

const text = 'result = {"objects": len(bpy.data.objects)}'

async function made() {
  const bench = testBench()
  const scene = await bench.save(Buffer.from('scene'), { mime: mimeTypes.blend, name: 'film.blend' })
  return { bench, scene }
}

test('a file opens with its scripts off, and through its trust once it has some', async () => {
  const { bench, scene } = await made()
  const before = fakeBlender()
  await bench.run(bake, { inputs: { scene }, bridges: { blender: before.bridge } })
  expect(before.of('file.open')).toHaveLength(1)
  expect(before.of('file.openTrusted')).toEqual([])

  bench.trusted.add(scene.artifactId)
  const after = fakeBlender({ strangers: ['rig.blend'] })
  await bench.run(bake, { inputs: { scene }, bridges: { blender: after.bridge } })
  expect(after.of('file.open')).toEqual([])
  expect(after.of('file.openTrusted')).toMatchObject([{ trusted: [scene.artifactId], key: scene.artifactId }])
  expect(bench.log.join()).toContain('nobody trusts the linked library rig.blend')
})

test('pictures of a trusted file are not those of the same file with its scripts off', async () => {
  const { bench, scene } = await made()
  const { use } = bench.look(bake, {})
  const before = await identityOf(scene, use)
  expect(await identityOf(scene, use)).toBe(before)
  bench.trusted.add(scene.artifactId)
  expect(await identityOf(scene, use)).not.toBe(before)
})

test('Python that nobody approved opens no application', async () => {
  const { bench, scene } = await made()
  const blender = fakeBlender()
  const run = (params: { text: string }) =>
    bench.run(python, { params, inputs: { scene }, bridges: { blender: blender.bridge } })
  await expect(run({ text })).rejects.toMatchObject({ failure: { code: 'python.unapproved' } })
  bench.approved.add(text)
  await expect(run({ text: `${text} ` })).rejects.toMatchObject({ failure: { code: 'python.unapproved' } })
  await expect(run({ text: ' \n' })).rejects.toMatchObject({ failure: { code: 'python.empty' } })
  expect(blender.calls).toEqual([])
})

test('approved Python gets the exact text, its hash and its value, and gives scene, result and what it printed', async () => {
  const { bench, scene } = await made()
  bench.approved.add(text)
  const blender = fakeBlender({ python: { result: { objects: 3 }, printed: 'hello' } })
  const out = await bench.run(python, {
    params: { text, limitSec: 5 },
    inputs: { scene, value: { n: 1 } },
    bridges: { blender: blender.bridge },
  })
  const sha256 = createHash('sha256').update(text).digest('hex')
  expect(blender.of('python.run')).toMatchObject([{ text, sha256, value: { n: 1 }, limitSec: 5 }])
  expect(out.result).toEqual({ objects: 3 })
  expect(readFileSync(bench.path(out.scene), 'utf8')).toBe('scene after python')
  expect(bench.log).toContain('hello')
})

test('a scene without simulations comes out of a bake as it went in', async () => {
  const { bench, scene } = await made()
  const blender = fakeBlender()
  const out = await bench.run(bake, { inputs: { scene }, bridges: { blender: blender.bridge } })
  expect(out.scene).toEqual(scene)
  const falling = fakeBlender({ scene: { simulations: ['rigid bodies'] } })
  const baked = await bench.run(bake, { inputs: { scene }, bridges: { blender: falling.bridge } })
  expect(falling.of('file.save')).toHaveLength(1)
  expect(blender.of('file.save')).toEqual([])
  expect(baked.scene.name).toBe('film.blend')
})
