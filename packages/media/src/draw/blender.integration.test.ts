import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { encodeChannels } from '../channels/file.ts'
import { clockOf } from '../looks/clock.ts'
import { formats, sizeOf } from '../looks/look.ts'
import { dusk } from '../looks/palette.ts'
import { ripple } from '../looks/ripple/ripple.ts'
import { testCurves } from '../looks/testCurves.ts'
import { Painter } from './painter.ts'
import { Poses } from './poses.ts'

const program = process.env.SEGUE_BLENDER ?? 'blender'
const bridges = resolve(import.meta.dirname, '../../../../bridges')

/** Builds and animates each scene with the bridge's own code, projects points and renders one small frame. */
const script = `
import contextlib, json, os, sys
folder, bridges = sys.argv[sys.argv.index('--') + 1:][:2]
sys.path[:0] = [bridges + '/blender', bridges + '/core']
import bpy
from bpy_extras.object_utils import world_to_camera_view
from segue_blender import anim, render, scene
class Call:
    def check(self): pass
    def interruptible(self, *_): return contextlib.nullcontext()
def run(steps):
    for _ in steps: pass
found = []
for k, job in enumerate(json.load(open(folder + '/jobs.json'))):
    scene.build(Call(), job['spec'])
    run(anim.set_keys(Call(), folder + '/%d.tracks' % k, 1, {'num': 24, 'den': 1}))
    current = bpy.context.scene
    for frame in job['frames']:
        current.frame_set(frame)
        bpy.context.view_layer.update()
        for name in job['names']:
            at = bpy.data.objects[name].matrix_world.translation
            x, y, depth = world_to_camera_view(current, current.camera, at)
            found.append([k, frame, name, x, 1 - y, depth])
    if k == 0:
        for engine in ('workbench', 'cycles'):
            run(render.render_frames(Call(), folder + '/' + engine, [job['frames'][0]], engine, 320, 180, 4, None))
json.dump(found, open(folder + '/found.json', 'w'))
`

describe('the canvas against real Blender', () => {
  const names = ['core', 'sun', 'ring00', 'ring21', 'needle00', 'needle45', 'halo10']
  const frames = [100, 300]
  const curves = testCurves({ seconds: 16 })
  const clock = clockOf({ bpm: 120, locators: [{ name: 'Drop', beat: 16, sec: 8 }] }, 16)
  const folder = mkdtempSync(join(tmpdir(), 'segue-parity-'))
  const animated = () =>
    Promise.all(
      formats.map(async (format) => {
        const options = { format, seed: 3, palette: dusk }
        return { format, spec: ripple.scene(options), tracks: await ripple.motion(curves, clock, options) }
      }),
    )

  test('projects every object within a pixel of where Blender does, and draws the same colours', async () => {
    const films = await animated()
    for (const [k, { tracks }] of films.entries())
      writeFileSync(join(folder, `${k}.tracks`), encodeChannels(tracks))
    writeFileSync(
      join(folder, 'jobs.json'),
      JSON.stringify(films.map(({ spec }) => ({ spec, names, frames }))),
    )
    writeFileSync(join(folder, 'parity.py'), script)
    const args = ['-b', '--factory-startup', '--python-exit-code', '7', '--python', join(folder, 'parity.py')]
    execFileSync(program, [...args, '--', folder, bridges], { stdio: 'pipe' })

    const found: [number, number, string, number, number, number][] = JSON.parse(
      readFileSync(join(folder, 'found.json'), 'utf8'),
    )
    expect(found).toHaveLength(formats.length * frames.length * names.length)
    for (const [k, frame, name, x, y, depth] of found) {
      const { spec, tracks, format } = films[k] ?? films[0] ?? expect.fail()
      const size = sizeOf(format, 1080)
      const { objects, lens } = new Poses(spec, tracks.planes).at(frame - 1, size)
      const world = objects.find(({ object }) => object.name === name)?.world ?? expect.fail()
      lens.project(world[3] ?? 0, world[7] ?? 0, world[11] ?? 0)
      if (depth < 0.1) continue
      expect(Math.hypot(lens.x - x * size.width, lens.y - y * size.height)).toBeLessThan(1)
    }

    const [wide] = films
    const canvas = createCanvas(320, 180)
    new Painter(wide?.spec ?? expect.fail(), wide?.tracks.planes ?? new Map(), canvas).draw(
      canvas.getContext('2d'),
      (frames[0] ?? 1) - 1,
    )
    const sun = found.find(([k, , name]) => k === 0 && name === 'sun') ?? expect.fail()
    const [x, y] = [Math.round(sun[3] * 320), Math.round(sun[4] * 180)]
    for (const engine of ['workbench', 'cycles']) {
      const image = await loadImage(join(folder, engine, `f_${String(frames[0]).padStart(6, '0')}.png`))
      const real = createCanvas(320, 180)
      real.getContext('2d').drawImage(image, 0, 0)
      const [a, b] = [canvas, real].map((c) => c.getContext('2d').getImageData(x, y, 1, 1).data)
      for (const c of [0, 1, 2])
        expect(Math.abs((a?.[c] ?? 0) - (b?.[c] ?? 999)), engine).toBeLessThanOrEqual(4)
    }
  }, 120_000)
})
