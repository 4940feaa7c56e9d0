import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { encodeChannels } from '@segue/media/channels/file'
import { blender } from '@segue/protocol'
import { findBlender } from '@segue/runner/bridges/findBlender'
import { createHub } from '@segue/runner/bridges/hub'
import { pino } from 'pino'
import type { Row } from './table.ts'

const objects = 200
const samples = 1000
const rounds = 9
const rate = { num: 24, den: 1 }
const nameOf = (object: number) => `key${String(object).padStart(3, '0')}`

/** Writes the same keys as Blender does by itself, once per line it reads, and prints the seconds it took. */
const aloneScript = `
import bpy, sys, time
from array import array
bpy.ops.wm.read_factory_settings(use_empty=True)
made = []
for i in range(${objects}):
    item = bpy.data.objects.new('key%03d' % i, None)
    bpy.context.scene.collection.objects.link(item)
    made.append(item)
heights = array('f', (i / ${samples} for i in range(${samples})))
frames = array('f', range(1, ${samples} + 1))
def whole():
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
def single():
    for item in made[:10]:
        for frame in range(1, ${samples} + 1):
            item.location.z = frame / ${samples}
            item.keyframe_insert('location', index=2, frame=frame)
for line in sys.stdin:
    fresh = time.perf_counter()
    for action in list(bpy.data.actions):
        bpy.data.actions.remove(action)
    started = time.perf_counter()
    (single if line.strip() == 'single' else whole)()
    ended = time.perf_counter()
    print('TOOK', ended - started, ended - fresh, flush=True)
`

/** Blender by itself: asked in words, it answers with the seconds that writing took, without and with removing. */
function openAlone(path: string, script: string) {
  const child = spawn(path, ['--background', '--factory-startup', '--python', script], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    async write(how: 'whole' | 'single'): Promise<[alone: number, replacing: number]> {
      child.stdin.write(`${how}\n`)
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        const [, alone, replacing] = /^TOOK (\S+) (\S+)/.exec(line.value) ?? []
        if (alone !== undefined) return [Number(alone), Number(replacing)]
      }
      throw new Error('Blender ended too early.')
    },
    end: () => void child.kill(),
  }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/**
 * 200,000 keys through the bridge, against Blender's own two ways, in turns: medians over the rounds. The bridge takes
 * the keys of the round before away or writes over them, so Blender alone is measured with and without removing.
 */
export async function benchKeys(): Promise<Row[]> {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) return []
  const home = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const logger = pino({ level: 'silent' })
  const hub = await createHub({ home, logger, runnerVersion: '0', blender: found.path, port: null })
  await writeFile(join(home, 'alone.py'), aloneScript)
  const blenderAlone = openAlone(found.path, join(home, 'alone.py'))
  try {
    const bridge = await hub.use('blender')
    for (let object = 0; object < objects; object++)
      await bridge.call(blender.createObject, { kind: 'empty', name: nameOf(object) })
    const fileOf = async (name: string, count: number) => {
      const heights = Float32Array.from({ length: count }, (_, i) => i / samples)
      const planes = new Map(Array.from({ length: objects }, (_, i) => [`${nameOf(i)}:location:2`, heights]))
      await writeFile(join(home, name), encodeChannels({ rate, samples: count, planes }))
      return join(home, name)
    }
    const [file, shorter] = [await fileOf('tracks', samples), await fileOf('shorter', samples - 1)]
    const through = async (path: string) => {
      const started = performance.now()
      await bridge.call(blender.setKeys, { file: path, fps: rate })
      return (performance.now() - started) / 1000
    }
    const times: Record<'alone' | 'replacing' | 'again' | 'anew', number[]> = {
      alone: [],
      replacing: [],
      again: [],
      anew: [],
    }
    for (let round = 0; round < rounds; round++) {
      const [alone, replacing] = await blenderAlone.write('whole')
      times.alone.push(alone)
      times.replacing.push(replacing)
      times.anew.push(await through(round % 2 === 0 ? file : shorter))
      times.again.push(await through(round % 2 === 0 ? file : shorter))
    }
    const [single] = await blenderAlone.write('single')
    const [alone, replacing, again, anew] = [
      median(times.alone),
      median(times.replacing),
      median(times.again),
      median(times.anew),
    ]
    return [
      { what: 'Blender alone, foreach_set', value: alone * 1000, unit: 'ms' },
      { what: 'Blender alone, in place of earlier keys', value: replacing * 1000, unit: 'ms' },
      { what: 'Through the bridge, there and back', value: again * 1000, unit: 'ms' },
      { what: 'Through the bridge, another length than before', value: anew * 1000, unit: 'ms' },
      { what: 'Bridge to foreach_set', value: again / alone, unit: '×', limit: 'at most 1.1' },
      { what: 'Another length, to the same in Blender alone', value: anew / replacing, unit: '×' },
      { what: 'keyframe_insert to the bridge', value: (single * objects) / 10 / again, unit: '×' },
    ]
  } finally {
    blenderAlone.end()
    await hub.close()
    await rm(home, { recursive: true, force: true })
  }
}
