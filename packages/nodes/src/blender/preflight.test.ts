import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { fakeBlender, fakeFacts } from './fakeBlender.ts'
import { inspect } from './inspect.ts'
import { problemsOf } from './preflight.ts'
import { render } from './render.ts'

const nothing = { allowMissing: false, allowCpu: false, allowBlocked: false, allowOlder: false }
const allowed = { allowMissing: true, allowCpu: true, allowBlocked: true, allowOlder: true }
const bark = { of: 'image "Bark"', path: '/home/me/textures/bark.png' }
const driver = 'driver of objects "Cube"'

/** A render of a person's own file that has these facts. */
async function rendered(
  facts: Record<string, unknown>,
  params: Partial<typeof nothing> & { engine?: 'workbench' } = {},
) {
  const bench = testBench()
  const scene = await bench.save(Buffer.from('scene'), { mime: mimeTypes.blend, name: 'film.blend' })
  const blender = fakeBlender({ scene: { look: null }, facts })
  const run = () => bench.run(render, { params, inputs: { scene }, bridges: { blender: blender.bridge } })
  const foreseen = async () =>
    (await render.foresee?.(bench.look(render, { params, inputs: { scene }, provider: 'blender@3.4.1' }))) ??
    null
  return { bench, blender, run, foreseen }
}

test('a file without problems has none', () => {
  expect(problemsOf(fakeFacts, nothing)).toEqual([])
})

test.each([
  ['a missing texture', { missing: [bark] }, 'scene.file_missing', 'allowMissing'],
  ['no GPU where the file says GPU', { wantsGpu: true }, 'scene.no_gpu', 'allowCpu'],
  ['a driver that stands still', { blockedScripts: [driver] }, 'scene.scripts_blocked', 'allowBlocked'],
  ['a file of a newer Blender', { savedWith: '4.2.14' }, 'scene.newer_file', 'allowOlder'],
] as const)('%s stops a render before its first frame, unless allowed', async (_, facts, code, allow) => {
  const stopped = await rendered(facts)
  await expect(stopped.run()).rejects.toMatchObject({ failure: { code } })
  expect(stopped.blender.of('render.frames')).toEqual([])
  expect(await stopped.foreseen()).toMatch(/^stops: /)

  const going = await rendered(facts, { [allow]: true })
  const { frames } = await going.run()
  const [problem] = problemsOf({ ...fakeFacts, ...facts } as typeof fakeFacts, allowed)
  expect(problem?.severity).toBe('warning')
  expect(going.bench.log).toContain(problem?.message)
  expect(frames.meta.remarks).toEqual([problem?.message])
  expect(await going.foreseen()).toBe('All 4 frames are kept')
})

test('all that stops a render is said at once', async () => {
  const { run } = await rendered({ missing: [bark], camera: null })
  await expect(run()).rejects.toThrow(/bark\.png.*and 1 more: The scene has no camera/)
})

test('an engine of the node needs no GPU', async () => {
  const { run, blender } = await rendered({ wantsGpu: true }, { engine: 'workbench' })
  await run()
  expect(blender.of('render.frames')).toHaveLength(1)
})

test('no path of a person’s disk leaves in a message', () => {
  const outputs = [{ node: 'Depth', path: '/home/me/passes', files: 2 }]
  const said = problemsOf({ ...fakeFacts, missing: [bark], outputs }, nothing).map(({ message }) => message)
  expect(said).toHaveLength(2)
  expect(said.join()).not.toContain('/home')
})

test.each([
  ['a wish to denoise without a denoiser', { denoise: true, denoiser: false }, 'scene.no_denoiser'],
  ['a simulation that is not baked', { simulations: ['rigid bodies'] }, 'scene.not_baked'],
  ['a text that wants to run', { blockedScripts: ['text "rig_ui.py"'] }, 'scene.scripts_blocked'],
  [
    'a compositor that writes files',
    { outputs: [{ node: 'Depth', path: '/x', files: 0 }] },
    'scene.writes_files',
  ],
])('%s is a warning', (_, facts, code) => {
  expect(problemsOf({ ...fakeFacts, ...facts }, nothing)).toMatchObject([{ severity: 'warning', code }])
})

test('a camera that markers choose is a camera', () => {
  expect(problemsOf({ ...fakeFacts, camera: null, markedCameras: ['Left'] }, nothing)).toEqual([])
})

/** What the inspect node says of a scene with these facts. */
async function inspected(facts: Record<string, unknown>, scene: Record<string, unknown> = {}) {
  const bench = testBench()
  const file = await bench.save(Buffer.from('scene'), { mime: mimeTypes.blend, name: 'film.blend' })
  const blender = fakeBlender({ scene: { look: null, ...scene }, facts })
  const out = await bench.run(inspect, { inputs: { scene: file }, bridges: { blender: blender.bridge } })
  return { ...out, frames: blender.of('render.frames')[0]?.frames }
}

test('an inspection renders test frames over the range and tells the time', async () => {
  const { report, ready, frames } = await inspected({ frameEnd: 101 }, { frameEnd: 101 })
  expect(frames).toEqual([1, 51, 101])
  expect(ready).toBe(true)
  expect(report).toMatchObject({ problems: [], timing: { frames: [1, 51, 101], secPerFrame: 0.1 } })
  expect(report).toMatchObject({ timing: { totalSec: expect.closeTo(10.1) }, bytes: 10 * 101 })
})

test('of a simulation only the first frame is tried', async () => {
  const { frames } = await inspected({ simulations: ['rigid bodies'] }, { simulations: ['rigid bodies'] })
  expect(frames).toEqual([1])
})

test('a scene that cannot be rendered is not tried, and the report says why', async () => {
  const { report, ready, frames } = await inspected({ missing: [bark] })
  expect(frames).toBeUndefined()
  expect(ready).toBe(false)
  expect(report).toMatchObject({
    timing: null,
    problems: [{ severity: 'error', code: 'scene.file_missing' }],
  })
  expect(JSON.stringify(report)).not.toContain('/home')
})

test('frames that do not fit on the disk are a problem', async () => {
  const huge = { frameEnd: 2_000_000_000, width: 16_384, height: 16_384 }
  const { report, ready } = await inspected({ ...huge, missing: [bark] })
  expect(ready).toBe(false)
  expect(report).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ code: 'disk.too_small' })]),
  })
})
