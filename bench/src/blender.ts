import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encodeChannels } from '@segue/media/channels/file'
import { clockOf } from '@segue/media/looks/clock'
import { lookOf } from '@segue/media/looks/looks'
import { dusk } from '@segue/media/looks/palette'
import { testCurves } from '@segue/media/looks/testCurves'
import { blender } from '@segue/protocol'
import { findBlender } from '@segue/runner/bridges/findBlender'
import { createHub } from '@segue/runner/bridges/hub'
import type { HubBridge } from '@segue/runner/bridges/hubBridge'
import { pino } from 'pino'
import type { Row } from './table.ts'

const size = { width: 640, height: 360 }
const frames = 25
const rounds = 3

/** Renders the open file as Blender does by itself and prints when each frame was written, in seconds. */
const aloneScript = `
import bpy, sys, time
render = bpy.context.scene.render
render.engine = 'BLENDER_WORKBENCH'
render.resolution_x, render.resolution_y = ${size.width}, ${size.height}
render.resolution_percentage = 100
render.filepath = sys.argv[-1]
render.image_settings.file_format = 'PNG'
render.image_settings.color_mode = 'RGB'
render.image_settings.compression = 15
bpy.context.scene.frame_start, bpy.context.scene.frame_end = 1, ${frames}
bpy.app.handlers.render_write.append(lambda *_: print('WRITTEN', time.monotonic()))
bpy.ops.render.render(animation=True)
`

/** Workbench at 640×360 through the bridge, against the same file in Blender alone: medians over the rounds. */
export async function benchBlender(): Promise<Row[]> {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) return []
  const home = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const logger = pino({ level: 'silent' })
  const hub = await createHub({ home, logger, runnerVersion: '0', blender: found.path, port: null })
  try {
    const started = performance.now()
    const bridge = await hub.use('blender')
    await bridge.call(blender.info, {})
    const startMs = performance.now() - started
    const keysPerSec = await prepare(bridge, home)
    await writeFile(join(home, 'alone.py'), aloneScript)
    const alone: number[] = []
    const through: number[] = []
    for (let round = 0; round < rounds; round++) {
      alone.push(pace(await renderAlone(found.path, home)))
      through.push(pace(await renderThrough(bridge, home)))
    }
    const [own, bridged] = [median(alone), median(through)]
    return [
      { what: 'Start of Blender, to its first answer', value: startMs, unit: 'ms' },
      { what: 'Keys written by anim.keys.set', value: keysPerSec, unit: 'keys/s' },
      { what: 'Blender alone', value: 1 / own, unit: 'frames/s' },
      { what: 'Blender through the bridge', value: 1 / bridged, unit: 'frames/s' },
      { what: 'Cost of the bridge', value: (bridged / own - 1) * 100, unit: '%', limit: 'at most 5' },
      { what: 'Round trip of a quick command', value: await roundTrip(bridge), unit: 'ms' },
    ]
  } finally {
    await hub.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** Builds and animates the starter look and saves it; the keys written per second. */
async function prepare(bridge: HubBridge, home: string): Promise<number> {
  const options = { format: '16:9', seed: 1, palette: dusk } as const
  const look = lookOf('ripple')
  const curves = testCurves({ seconds: 10 })
  const tracks = await look.motion(curves, clockOf({ bpm: 120 }, 10), options)
  await writeFile(join(home, 'tracks'), encodeChannels(tracks))
  await bridge.call(blender.buildScene, { spec: look.scene(options) })
  const started = performance.now()
  const { keys } = await bridge.call(blender.setKeys, { file: join(home, 'tracks'), fps: curves.rate })
  const seconds = (performance.now() - started) / 1000
  await bridge.call(blender.saveFile, { path: join(home, 'scene.blend') })
  return keys / seconds
}

/** Seconds per frame from the first finished frame to the last, so that starting up does not count. */
const pace = (times: readonly number[]) => ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1)

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** When each frame was written, in seconds. */
async function renderAlone(path: string, home: string): Promise<number[]> {
  const script = ['--python', join(home, 'alone.py'), '--', join(home, 'alone_')]
  const args = ['--background', '--factory-startup', join(home, 'scene.blend'), ...script]
  const { stdout } = await promisify(execFile)(path, args, { maxBuffer: 64_000_000 })
  return [...stdout.matchAll(/WRITTEN ([\d.]+)/g)].map(([, at]) => Number(at))
}

async function renderThrough(bridge: HubBridge, home: string): Promise<number[]> {
  const times: number[] = []
  const request = {
    ...size,
    dir: join(home, 'frames'),
    engine: 'workbench',
    samples: null,
    camera: null,
  } as const
  await bridge.call(
    blender.renderFrames,
    { ...request, frames: Array.from({ length: frames }, (_, i) => i + 1) },
    { onProgress: ({ data }) => data !== undefined && times.push(performance.now() / 1000) },
  )
  return times
}

async function roundTrip(bridge: HubBridge): Promise<number> {
  const calls = 50
  const started = performance.now()
  for (let call = 0; call < calls; call++) await bridge.call(blender.snapshot, {})
  return (performance.now() - started) / calls
}
