import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { handle } from '@segue/bridge'
import { createEasel } from '@segue/media/draw/easel'
import { encodePng } from '@segue/media/draw/png'
import { blender } from '@segue/protocol'
import { atomicWrite } from './atomicWrite.ts'
import type { Desk } from './openScene.ts'

/** `render.frames` and `render.probe`. Every engine is the canvas. */
export const renderHandlers = (desk: Desk) => [
  handle(blender.renderFrames, async ({ dir, frames, width, height }, { signal, progress }) => {
    const scene = desk.open
    const size = { width: width ?? scene.spec.size.width, height: height ?? scene.spec.size.height }
    const { pixels } = createEasel(scene.spec, scene.tracks?.planes ?? new Map(), size)
    await mkdir(dir, { recursive: true })
    const started = performance.now()
    let done = 0
    const finish = async (frame: number, png: Promise<Buffer>) => {
      const bytes = await png
      const path = join(dir, `f_${String(frame).padStart(6, '0')}.png`)
      await atomicWrite(path, bytes)
      done += 1
      progress({
        fraction: done / frames.length,
        message: `Frame ${frame} (${done} of ${frames.length})`,
        data: { frame, path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
      })
    }
    // one frame is compressed and written while the next one is drawn
    let writing = Promise.resolve()
    for (const frame of frames) {
      if (signal.aborted) break
      const png = encodePng(pixels(frame - scene.startFrame), size.width, size.height)
      await writing
      writing = finish(frame, png)
    }
    await writing
    signal.throwIfAborted()
    const seconds = (performance.now() - started) / 1000
    return { rendered: done, engine: 'canvas', secPerFrame: seconds / frames.length }
  }),
  handle(blender.timeEngines, async ({ engines, frame, width, height }) => {
    const { spec, tracks, startFrame } = desk.open
    const { pixels } = createEasel(spec, tracks?.planes ?? new Map(), { width, height })
    const started = performance.now()
    await encodePng(pixels(frame - startFrame), width, height)
    const secPerFrame = (performance.now() - started) / 1000
    return { timings: engines.map((engine) => ({ engine, secPerFrame, error: null })) }
  }),
]
