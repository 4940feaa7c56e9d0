import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blender, FrameDone, mimeTypes, SequenceManifest } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { bake } from './bake.ts'
import { inspect } from './inspect.ts'
import { hasBlender, type RealBlender, realBlender } from './realBlender.ts'
import { render } from './render.ts'

const small = { engine: 'workbench', width: 48, height: 27, samples: 1, camera: null } as const
const height =
  'result = bpy.data.objects["Cube"].evaluated_get(bpy.context.evaluated_depsgraph_get()).matrix_world.translation.z'

/** A cube that falls from 50 metres, seen from the side; the film begins at `start`. */
const falling = (path: string, start: number) => `
bpy.ops.wm.read_factory_settings(use_empty=True)
bpy.ops.mesh.primitive_cube_add(location=(0, 0, 50))
bpy.ops.rigidbody.object_add()
bpy.ops.object.camera_add(location=(0, -80, 30), rotation=(1.5708, 0, 0))
scene = bpy.context.scene
scene.camera, scene.frame_start, scene.frame_end = bpy.context.object, ${start}, 60
scene.render.engine, scene.render.resolution_x, scene.render.resolution_y = 'BLENDER_WORKBENCH', 48, 27
bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(path)})
`

describe.skipIf(!hasBlender)('people’s files in a real Blender', () => {
  let real: RealBlender
  let bench: TestBench
  beforeAll(() => {
    real = realBlender()
    bench = testBench()
  })
  afterAll(() => real.close())

  const own = async (name: string, python: (path: string) => string) => {
    await real.run(python(bench.file(name)))
    return bench.save(bench.file(name), { mime: mimeTypes.blend, name })
  }
  const bridges = () => ({ blender: real.bridge })
  const pictures = (manifest: string) =>
    SequenceManifest.parse(JSON.parse(readFileSync(manifest, 'utf8'))).frames.map(
      ({ artifactId }) => artifactId,
    )

  test('a falling body is where stepping puts it, also when the film begins later', async () => {
    const scene = await own('falling.blend', (path) => falling(path, 58))
    const run = async (film: typeof scene) => {
      const params = { engine: 'workbench' as const, width: 48, height: 27, samples: 1 }
      const { frames } = await bench.run(render, { params, inputs: { scene: film }, bridges: bridges() })
      return pictures(bench.path(frames))
    }
    const played = await run(scene)
    expect(played).toHaveLength(3)
    expect(await real.run(height)).toBeCloseTo(21.274, 2)

    const baked = await bench.run(bake, { inputs: { scene }, bridges: bridges() })
    expect(bench.log).toContain('Baked: rigid bodies.')
    expect(await run(baked.scene)).toEqual(played)
    const jumped = await real.run(`bpy.context.scene.frame_set(60)\n${height}`)
    expect(jumped).toBeCloseTo(21.274, 2)
  }, 60_000)

  test('truncated, empty, black and foreign files under a frame’s name are replaced', async () => {
    await real.run(`
bpy.ops.wm.read_factory_settings()
bpy.context.scene.frame_end = 4`)
    const order = (dir: string) => ({ ...small, dir, frames: [1, 2, 3, 4] })
    const told: { frame: number; sha256: string }[] = []
    await real.bridge.call(blender.renderFrames, order(bench.file('clean')), ({ data }) => {
      if (data) told.push(FrameDone.parse(data))
    })
    const clean = (name: string) => readFileSync(join(bench.file('clean'), name))
    const dir = bench.file('dirty')
    mkdirSync(dir)
    const name = (frame: number) => `f_00000${frame}.png`
    writeFileSync(join(dir, name(1)), clean(name(1)).subarray(0, 40))
    writeFileSync(join(dir, name(2)), '')
    writeFileSync(join(dir, name(3)), Buffer.alloc(300))
    writeFileSync(join(dir, name(4)), 'not a picture at all')
    writeFileSync(join(dir, `${name(4)}.part`), 'of a crash')
    const again: string[] = []
    await real.bridge.call(blender.renderFrames, order(dir), ({ data }) => {
      if (data) again.push(FrameDone.parse(data).sha256)
    })
    expect(again).toEqual(told.map(({ sha256 }) => sha256))
    expect(readdirSync(dir).sort()).toEqual([1, 2, 3, 4].map(name))
    for (const frame of [1, 2, 3, 4]) expect(readFileSync(join(dir, name(frame)))).toEqual(clean(name(frame)))
  }, 60_000)

  test('an inspection finds what will go wrong', async () => {
    const scene = await own(
      'troubled.blend',
      (path) => `
bpy.ops.wm.read_factory_settings()
scene = bpy.context.scene
cube = bpy.data.objects['Cube']
driver = cube.driver_add('location', 2).driver
driver.type, driver.expression = 'SCRIPTED', 'len(bpy.data.objects) * 1.0'
fine = cube.driver_add('location', 1).driver
fine.type, fine.expression = 'SCRIPTED', 'sum([0.5, 0.5])'
harmless = bpy.data.objects['Light'].driver_add('location', 1).driver
harmless.type, harmless.expression = 'SCRIPTED', 'sum([0.5, 0.5])'
image = bpy.data.images.new('Bark', 8, 8)
image.source, image.filepath = 'FILE', '/nowhere/bark.png'
image.use_fake_user = True
scene.render.engine, scene.cycles.device, scene.cycles.use_denoising = 'CYCLES', 'GPU', True
bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(path)})
`,
    )
    const { report, ready } = await bench.run(inspect, { inputs: { scene }, bridges: bridges() })
    expect(ready).toBe(false)
    const { problems, facts } = report as {
      problems: { code: string; place: string }[]
      facts: { device: string; denoiser: boolean }
    }
    const codes = problems.map(({ code }) => code)
    expect(codes).toContain('scene.file_missing')
    const blocked = problems.filter(({ code }) => code === 'scene.scripts_blocked')
    expect(blocked).toMatchObject([{ place: 'driver of objects "Cube"' }])
    expect(codes.includes('scene.no_gpu')).toBe(facts.device === 'CPU only')
    expect(codes.includes('scene.no_denoiser')).toBe(!facts.denoiser)
  }, 60_000)

  test('neither Python nor scripts run on the word of who only may send commands', async () => {
    const text = 'bpy.app.driver_namespace["ran"] = True'
    const sha256 = createHash('sha256').update(text).digest('hex')
    const grant = '0'.repeat(64)
    const asked = { text, sha256, grant, value: null, limitSec: 5, save: null }
    await expect(real.bridge.call(blender.runPython, asked)).rejects.toThrow('No person has allowed this')
    const own = { path: bench.file('troubled.blend'), key: 'k', trusted: [sha256], grant }
    await expect(real.bridge.call(blender.openTrusted, own)).rejects.toThrow('No person has allowed this')
    expect(await real.run('result = "ran" in bpy.app.driver_namespace')).toBe(false)
  }, 60_000)
})
