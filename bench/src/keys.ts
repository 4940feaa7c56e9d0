import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encodeChannels } from '@segue/media/channels/file'
import { blender } from '@segue/protocol'
import { findBlender } from '@segue/runner/bridges/findBlender'
import { createHub } from '@segue/runner/bridges/hub'
import { pino } from 'pino'
import type { Row } from './table.ts'

const objects = 200
const samples = 1000
const rounds = 5
const rate = { num: 24, den: 1 }
const nameOf = (object: number) => `key${String(object).padStart(3, '0')}`

/** Writes the same keys as Blender does by itself, and prints the seconds: whole curves, then key by key. */
const aloneScript = `
import bpy, time
from array import array
bpy.ops.wm.read_factory_settings(use_empty=True)
made = []
for i in range(${objects}):
    item = bpy.data.objects.new('key%03d' % i, None)
    bpy.context.scene.collection.objects.link(item)
    made.append(item)
heights = array('f', (i / ${samples} for i in range(${samples})))
frames = array('f', range(1, ${samples} + 1))
for _ in range(${rounds}):
    fresh = time.perf_counter()
    for action in list(bpy.data.actions):
        bpy.data.actions.remove(action)
    started = time.perf_counter()
    for item in made:
        action = bpy.data.actions.new(item.name)
        item.animation_data_create().action = action
        curve = action.fcurves.new('location', index=2)
        pairs = array('f', bytes(8 * ${samples}))
        pairs[0::2], pairs[1::2] = frames, heights
        curve.keyframe_points.add(${samples})
        curve.keyframe_points.foreach_set('co', pairs)
        curve.keyframe_points.foreach_set('interpolation', array('i', [1]) * ${samples})
        curve.update()
    bpy.context.scene.frame_set(1)
    ended = time.perf_counter()
    print('WHOLE', ended - started)
    print('REPLACED', ended - fresh)
started = time.perf_counter()
for item in made[:10]:
    for frame in range(1, ${samples} + 1):
        item.location.z = frame / ${samples}
        item.keyframe_insert('location', index=2, frame=frame)
print('SINGLE', (time.perf_counter() - started) * ${objects} / 10)
`

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/**
 * 200,000 keys through the bridge, against Blender's own two ways: medians over the rounds, in one run. The bridge also
 * takes the keys of the round before away, so Blender alone is measured with and without that.
 */
export async function benchKeys(): Promise<Row[]> {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) return []
  const home = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const logger = pino({ level: 'silent' })
  const hub = await createHub({ home, logger, runnerVersion: '0', blender: found.path, port: null })
  try {
    await writeFile(join(home, 'alone.py'), aloneScript)
    const script = ['--background', '--factory-startup', '--python', join(home, 'alone.py')]
    const { stdout } = await promisify(execFile)(found.path, script, { maxBuffer: 64_000_000 })
    const seconds = (word: string) =>
      [...stdout.matchAll(new RegExp(`${word} ([\\d.e-]+)`, 'g'))].map(([, value]) => Number(value))
    const whole = median(seconds('WHOLE'))
    const replaced = median(seconds('REPLACED'))
    const single = median(seconds('SINGLE'))

    const bridge = await hub.use('blender')
    for (let object = 0; object < objects; object++)
      await bridge.call(blender.createObject, { kind: 'empty', name: nameOf(object) })
    const heights = Float32Array.from({ length: samples }, (_, i) => i / samples)
    const planes = new Map(Array.from({ length: objects }, (_, i) => [`${nameOf(i)}:location:2`, heights]))
    await writeFile(join(home, 'tracks'), encodeChannels({ rate, samples, planes }))
    const through: number[] = []
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      await bridge.call(blender.setKeys, { file: join(home, 'tracks'), fps: rate })
      through.push((performance.now() - started) / 1000)
    }
    const bridged = median(through)
    return [
      { what: 'Blender alone, foreach_set', value: whole * 1000, unit: 'ms' },
      { what: 'Blender alone, in place of earlier keys', value: replaced * 1000, unit: 'ms' },
      { what: 'Through the bridge, there and back', value: bridged * 1000, unit: 'ms' },
      { what: 'Bridge to foreach_set', value: bridged / whole, unit: '×', limit: 'at most 1.1' },
      { what: 'Bridge to the same, in place of earlier keys', value: bridged / replaced, unit: '×' },
      { what: 'keyframe_insert to the bridge', value: single / bridged, unit: '×' },
    ]
  } finally {
    await hub.close()
    await rm(home, { recursive: true, force: true })
  }
}
