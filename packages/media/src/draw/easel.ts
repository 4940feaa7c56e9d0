import { createCanvas } from '@napi-rs/canvas'
import type { SceneSpec } from '@segue/protocol'
import { Painter } from './painter.ts'

/** A painter with a canvas of its own. */
export interface Easel {
  /** RGBA bytes of a frame, counted from 0; valid until the next call. */
  pixels(frame: number): Uint8Array
}

/** Sets up drawing a scene at a size; `tracks` move it, by `trackName`. */
export function createEasel(
  spec: SceneSpec,
  tracks: ReadonlyMap<string, Float32Array>,
  size: { width: number; height: number },
): Easel {
  const painter = new Painter(spec, tracks, size)
  const canvas = createCanvas(size.width, size.height)
  const ctx = canvas.getContext('2d')
  return {
    pixels(frame) {
      painter.draw(ctx, frame)
      return canvas.data()
    },
  }
}
