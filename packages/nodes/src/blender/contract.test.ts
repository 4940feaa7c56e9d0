import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeChannels } from '@segue/media/channels/file'
import { trackName } from '@segue/protocol'
import { expect, test } from 'vitest'

const program = process.env.SEGUE_BLENDER ?? 'blender'
const installed = program !== 'off' && spawnSync(program, ['--version']).status === 0
const root = resolve(import.meta.dirname, '../../../..')

const script = `
import json, sys
root, tracks, out = sys.argv[sys.argv.index('--') + 1:][:3]
sys.path[:0] = [root + '/bridges/blender', root + '/bridges/core']
import bpy
from segue_blender import anim, scene
bpy.ops.wm.open_mainfile(filepath=root + '/examples/scenes/segue-contract.blend', use_scripts=False)
before = scene.snapshot(None)
for _ in anim.set_keys(None, tracks, 1, {'num': 24, 'den': 1}): pass
heights = []
for frame in (1, 2):
    bpy.context.scene.frame_set(frame)
    heights.append(bpy.data.objects['low'].evaluated_get(bpy.context.evaluated_depsgraph_get()).scale[2])
json.dump({'before': before, 'heights': heights, 'blocked': bpy.app.autoexec_fail}, open(out, 'w'))
`

test.skipIf(!installed)(
  'the example scene follows the curves with its scripts off',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'segue-contract-'))
    const [tracks, python, out] = ['tracks', 'look.py', 'out.json'].map((name) => join(folder, name))
    const low = Float32Array.of(0, 1)
    const planes = new Map([[trackName('SEGUE', '["low"]', -1), low]])
    writeFileSync(tracks ?? '', encodeChannels({ rate: { num: 24, den: 1 }, samples: 2, planes }))
    writeFileSync(python ?? '', script)
    const args = ['-b', '--factory-startup', '--python-exit-code', '7', '--python', python ?? '']
    execFileSync(program, [...args, '--', root, tracks ?? '', out ?? ''], { stdio: 'pipe' })
    const { before, heights, blocked } = JSON.parse(readFileSync(out ?? '', 'utf8'))
    expect(before).toMatchObject({
      look: null,
      segue: ['low', 'mid', 'high', 'onset', 'beat', 'bar'],
      missing: [],
    })
    expect(heights).toEqual([expect.closeTo(0.15), expect.closeTo(2.75)])
    expect(blocked).toBe(false)
  },
  60_000,
)
