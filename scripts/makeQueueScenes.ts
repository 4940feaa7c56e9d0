import { execFileSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeChannels } from '@segue/media/channels/file'
import { stepCurves } from '@segue/media/channels/steps'
import { clockOf } from '@segue/media/looks/clock'
import { lookOf } from '@segue/media/looks/looks'
import { dusk } from '@segue/media/looks/palette'
import { roundOf } from '@segue/media/looks/round'
import { turnedPalette } from '@segue/media/looks/turnedPalette'
import { encodeScene } from '@segue/standins/blender/openScene'

/**
 * `node scripts/makeQueueScenes.ts`: makes the .blend files in examples/scenes/queue with the Blender of this machine, or the one at the path that follows.
 * Each renders as it says, by itself; in a text of each lies what the stand-in needs to draw it without Blender.
 */
const shots = [
  { name: 'shot010 night', look: 'eclipse', seed: 7 },
  { name: 'shot020 harbour', look: 'ripple', seed: 8 },
]
const fps = { num: 24, den: 1 }
const bpm = 120
const out = resolve(import.meta.dirname, '../examples/scenes/queue')
const bridges = resolve(import.meta.dirname, '../bridges')

const script = `
import json, sys
folder, bridges, out = sys.argv[sys.argv.index('--') + 1:]
sys.path[:0] = [bridges + '/blender', bridges + '/core']
import bpy
from segue_blender import anim, scene
class Call:
    def check(self): pass
for k, job in enumerate(json.load(open(folder + '/jobs.json'))):
    scene.build(Call(), job['spec'])
    for _ in anim.set_keys(Call(), folder + '/%d.tracks' % k, 1, {'num': 24, 'den': 1}): pass
    made = bpy.context.scene
    # from here on a file like any other: it renders with its own engine, in its own size
    del made[scene.LOOK]
    made.render.engine = 'BLENDER_WORKBENCH'
    made.display.shading.light, made.display.shading.color_type = 'FLAT', 'OBJECT'
    made.display.render_aa = '8'
    made.render.resolution_x, made.render.resolution_y = 640, 360
    bpy.data.texts.new('segue.scene.json').write(open(folder + '/%d.json' % k).read())
    bpy.context.preferences.filepaths.save_version = 0
    bpy.ops.wm.save_as_mainfile(filepath=out + '/' + job['name'] + '.blend', compress=True)
`

const folder = await mkdtemp(join(tmpdir(), 'segue-queue-'))
const rows = { low: 'X---', mid: '--x-', high: '-xox' }
const curves = stepCurves({ bars: 1, beats: 1, bpm, fps, release: 0.4, rows })
const jobs = await Promise.all(
  shots.map(async ({ name, look, seed }, k) => {
    const options = { format: '16:9', seed, palette: turnedPalette(dusk, seed) } as const
    const spec = lookOf(look).scene(options)
    const round = roundOf(curves, clockOf({ bpm }, 0.5))
    const tracks = round.turnOf(await lookOf(look).motion(round.curves, round.clock, options))
    await writeFile(join(folder, `${k}.tracks`), encodeChannels(tracks))
    const scene = encodeScene({ spec, fps, startFrame: 1, tracks, markers: [], key: null })
    await writeFile(join(folder, `${k}.json`), scene)
    return { name, spec }
  }),
)
await writeFile(join(folder, 'jobs.json'), JSON.stringify(jobs))
await writeFile(join(folder, 'make.py'), script)
const args = ['-b', '--factory-startup', '--python-exit-code', '7', '--python', join(folder, 'make.py')]
execFileSync(process.argv[2] ?? 'blender', [...args, '--', folder, bridges, out], {
  stdio: 'inherit',
})
