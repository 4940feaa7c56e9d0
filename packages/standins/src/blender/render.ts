import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { Painter } from '@segue/media/draw/painter'
import { encodePng } from '@segue/media/draw/png'
import { blender } from '@segue/protocol'
import { handle } from '../standIn.ts'
import { atomicWrite } from './atomicWrite.ts'
import type { Desk, OpenScene } from './openScene.ts'

interface Size {
  width: number
  height: number
}

/** Draws frames of a scene; `pixels` are RGBA and valid until the next frame. */
function easel({ spec, tracks, startFrame }: OpenScene, size: Size) {
  const painter = new Painter(spec, tracks?.planes ?? new Map(), size)
  const canvas = createCanvas(size.width, size.height)
  const ctx = canvas.getContext('2d')
  return {
    pixels(frame: number): Uint8Array {
      painter.draw(ctx, frame - startFrame)
      return canvas.data()
    },
  }
}

/** `render.frames` and `render.probe`. Every engine is the canvas. */
export const renderHandlers = (desk: Desk) => [
  handle(blender.frames, async ({ dir, frames, width, height }, { signal, progress }) => {
    const scene = desk.open
    const size = { width: width ?? scene.spec.size.width, height: height ?? scene.spec.size.height }
    const { pixels } = easel(scene, size)
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
      const png = encodePng(pixels(frame), size.width, size.height)
      await writing
      writing = finish(frame, png)
    }
    await writing
    signal.throwIfAborted()
    const seconds = (performance.now() - started) / 1000
    return { rendered: done, engine: 'canvas', secPerFrame: seconds / frames.length }
  }),
  handle(blender.probe, async ({ engines, frame, width, height }) => {
    const { pixels } = easel(desk.open, { width, height })
    const started = performance.now()
    await encodePng(pixels(frame), width, height)
    const secPerFrame = (performance.now() - started) / 1000
    return { timings: engines.map((engine) => ({ engine, secPerFrame, error: null })) }
  }),
]
