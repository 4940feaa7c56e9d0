import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeChannels } from '@segue/media/channels/file'
import { createEasel } from '@segue/media/draw/easel'
import { clockOf } from '@segue/media/looks/clock'
import { lookOf } from '@segue/media/looks/looks'
import { dusk } from '@segue/media/looks/palette'
import { testCurves } from '@segue/media/looks/testCurves'
import { blender, type CommandSpec } from '@segue/protocol'
import { createBlender } from '@segue/standins/blender/standIn'
import type { z } from 'zod'
import type { Row } from './table.ts'

const size = { width: 640, height: 360 }
const seconds = 10

/** Frames per second of Blender's stand-in at 640×360: drawing alone, and whole frames on disk as a render makes them. */
export async function benchStandIn(): Promise<Row[]> {
  const options = { format: '16:9', seed: 1, palette: dusk } as const
  const look = lookOf('ripple')
  const spec = look.scene(options)
  const curves = testCurves({ seconds })
  const started = performance.now()
  const tracks = await look.motion(curves, clockOf({ bpm: 120 }, seconds), options)
  const motionMs = performance.now() - started
  const frames = Array.from({ length: curves.samples }, (_, i) => i + 1)

  const easel = createEasel(spec, tracks.planes, size)
  const drawing = performance.now()
  for (const frame of frames) easel.pixels(frame - 1)
  const drawSec = (performance.now() - drawing) / 1000

  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  try {
    const { handlers } = createBlender()
    const call = async <A extends z.ZodType, R extends z.ZodType>(
      wanted: CommandSpec<A, R>,
      args: z.input<A>,
    ) => {
      const handler = handlers.find((h) => h.spec.command === wanted.command)
      const { signal } = new AbortController()
      const none = () => {}
      const quiet = { signal, progress: none, warn: none, artifact: none, busy: none, publish: none }
      return wanted.result.parse(await handler?.run(wanted.args.parse(args), quiet))
    }
    const file = join(folder, 'tracks')
    await writeFile(file, encodeChannels(tracks))
    await call(blender.buildScene, { spec })
    await call(blender.setKeys, { file, fps: curves.rate })
    const rendering = performance.now()
    const request = { dir: folder, frames, ...size, engine: 'file', samples: null, camera: null } as const
    await call(blender.renderFrames, { ...request, frames })
    const renderSec = (performance.now() - rendering) / 1000
    return [
      { what: 'Curves to motion, 10 s of film', value: motionMs, unit: 'ms' },
      {
        what: 'Stand-in, drawing only',
        value: frames.length / drawSec,
        unit: 'frames/s',
        limit: 'at least 30',
      },
      {
        what: 'Stand-in, PNG files on disk',
        value: frames.length / renderSec,
        unit: 'frames/s',
        limit: 'at least 20',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
