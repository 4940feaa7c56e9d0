import { rmSync } from 'node:fs'
import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { asJson, type CacheLab, openCacheLab } from './cacheLab.ts'

/** Keeps what a step made, as a lane does after it; returns the step's key. */
async function keep(
  lab: CacheLab,
  step: ReturnType<CacheLab['step']>,
  outputs: Parameters<CacheLab['step']>[0],
) {
  const key = await lab.cache.keyOf(step)
  await lab.cache.keep(step, key, { outputs: outputs ?? {}, ms: 12 })
  return key?.key ?? ''
}

test('a result is found again under its key, also by the next process, and told when it is kept', async () => {
  const lab = await openCacheLab()
  const step = lab.step({ in0: 1 })
  const told: string[] = []
  lab.cache.onKept((key) => told.push(key))
  expect(lab.cache.missing(step)?.key).toBe((await lab.cache.keyOf(step))?.key)
  const key = await keep(lab, step, { out: 5 })
  expect(await lab.cache.find(key)).toMatchObject({ outputs: { out: 5 }, ms: 12 })
  expect(lab.cache.missing(step)).toBeNull()
  expect(told).toEqual([key])
  lab.cache.flush()
  expect(await lab.reopen().find(key)).toEqual({ outputs: { out: 5 }, ms: 12 })
  expect(await lab.cache.find('other')).toBeNull()
})

test('a result is given only while all its files are whole, those that it lists included', async () => {
  const lab = await openCacheLab()
  const [frame, other] = [await lab.file('frame'), await lab.file('other')]
  const manifest = { kind: 'sequence', mime: 'image/png', width: 1, height: 1 }
  const frames = [frame].map(({ artifactId, bytes }) => ({ artifactId, bytes }))
  const sequence = await lab.file(JSON.stringify({ ...manifest, frames }), { mime: mimeTypes.sequence })
  const keys = [
    await keep(lab, lab.step({ in0: 1 }), { out: asJson(other) }),
    await keep(lab, lab.step({ in0: 2 }), { out: asJson(sequence) }),
  ]
  for (const key of keys) expect(await lab.cache.find(key)).not.toBeNull()
  rmSync(await lab.artifacts.path(other))
  lab.artifacts.remove([frame.artifactId], Number.POSITIVE_INFINITY)
  lab.cache.doubt()
  for (const key of keys) expect(await lab.cache.find(key)).toBeNull()
  expect(lab.db.all('SELECT key FROM results')).toEqual([])
})

test('what has no version, or may not be kept, has no key', async () => {
  const lab = await openCacheLab()
  expect(await lab.cache.keyOf(lab.step({}, {}, 'blender'))).toBeNull()
  expect(await lab.cache.keyOf(lab.step({}, {}, 'blender@3.4.1'))).not.toBeNull()
  expect(await lab.cache.keyOf(lab.step({}, { cacheable: false }))).toBeNull()
})

test('what opens a scene in place of the usual version counts, and only where that application has a part', async () => {
  let opener: string | null = null
  const lab = await openCacheLab({}, { opener: async () => opener })
  const scene = await lab.file('scene', { name: 'show.blend', mime: mimeTypes.blend })
  const step = (provider: string | null) => lab.step({ in0: asJson(scene) }, {}, provider)
  const keysOf = async () => {
    const keys = await Promise.all(['blender@3.4.1', null].map((one) => lab.cache.keyOf(step(one))))
    return keys.map((one) => one?.key)
  }
  const usual = await keysOf()
  opener = 'blender@4.2.9'
  const newer = await keysOf()
  opener = 'blender@4.5.0'
  expect((await keysOf())[0]).not.toBe(newer[0])
  expect(newer[0]).not.toBe(usual[0])
  expect(newer[1]).toBe(usual[1])
  expect(lab.cache.missing(step('blender@3.4.1'))).toBeNull()
})

test('when something that a step depends on changes while it works, its result is not kept', async () => {
  let sample = 'before'
  const lab = await openCacheLab({ closure: async () => ({ 'kick.wav': sample }) })
  const step = lab.step({ in0: 1 })
  const before = await lab.cache.keyOf(step)
  sample = 'after'
  await lab.cache.keep(step, before, { outputs: { out: 1 }, ms: 1 })
  expect(await lab.cache.find(before?.key ?? '')).toBeNull()
  expect((await lab.cache.keyOf(step))?.key).not.toBe(before?.key)
  expect(lab.cache.missing(step)).toBeNull()
})

test('files of a step that never makes the same bytes twice stand for the step: what follows is not made again', async () => {
  const lab = await openCacheLab({ reproducible: false })
  const maker = lab.step({ in0: 1 })
  const [first, second] = [await lab.file('scene, saved at noon'), await lab.file('scene, saved at one')]
  await keep(lab, maker, { out: asJson(first) })
  const after = await lab.cache.keyOf(lab.step({ in1: asJson(first) }))
  await keep(lab, maker, { out: asJson(second) })
  expect((await lab.cache.keyOf(lab.step({ in1: asJson(second) })))?.key).toBe(after?.key)
  const other = await lab.file('scene, saved at two')
  await keep(lab, lab.step({ in0: 2 }), { out: asJson(other) })
  expect((await lab.cache.keyOf(lab.step({ in1: asJson(other) })))?.key).not.toBe(after?.key)
})

test('a file that such a step only passes on is what it was', async () => {
  const lab = await openCacheLab({ reproducible: false })
  const given = await lab.file('a scene that a person gave')
  const before = await lab.cache.keyOf(lab.step({ in1: asJson(given) }))
  await keep(lab, lab.step({ in0: asJson(given) }), { out: asJson(given) })
  expect((await lab.cache.keyOf(lab.step({ in1: asJson(given) })))?.key).toBe(before?.key)
})

test('parts of steps are given while their files are there', async () => {
  const lab = await openCacheLab()
  const frame = await lab.file('frame')
  lab.cache.parts.remember('frame 1', asJson(frame))
  expect(lab.cache.parts.recall('frame 1')).toEqual(asJson(frame))
  lab.cache.flush()
  expect(lab.reopen().parts.recall('frame 1')).toEqual(asJson(frame))
  expect(lab.cache.parts.recall('frame 2')).toBeNull()
  lab.artifacts.remove([frame.artifactId], Number.POSITIVE_INFINITY)
  expect(lab.cache.parts.recall('frame 1')).toBeNull()
})

test('what a node depended on last is remembered, with the time that it took when it was made', async () => {
  const lab = await openCacheLab()
  const parts = (await lab.cache.keyOf(lab.step({ in0: 1 })))?.parts
  if (!parts) throw new Error('no key')
  lab.cache.last.set('rcp_a', 'a', { parts, ms: 40.4 })
  lab.cache.last.set('rcp_a', 'a', { parts, ms: null })
  lab.cache.flush()
  expect(lab.reopen().last.get('rcp_a', 'a')).toEqual({ parts, ms: 40 })
  expect(lab.cache.last.get('rcp_b', 'a')).toBeNull()
})
