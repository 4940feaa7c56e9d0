import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import { fail } from '@segue/protocol'
import { createGrain } from './grain.ts'
import { createOverlay, type OverlayOptions } from './overlay.ts'
import { i420Bytes, writeI420 } from './yuv.ts'

/** Turns rendered pictures into the pictures of a film: type over them, grain in them, ready to encode. */
export interface Composer {
  /** Width and height of the result, even. */
  size: { width: number; height: number }
  /** I420 of one frame; the bytes are used again for the next one. */
  compose(image: Canvas | Image, at: { index: number; sec: number; durationSec: number }): Uint8Array
  /** The frame as it stands, as JPEG. */
  picture(): Promise<Uint8Array>
}

/** Opens a composer. `compose` fails with `frame.size` for a picture that is not `width` × `height`. */
export function createComposer(options: {
  width: number
  height: number
  overlay: OverlayOptions
  grain: number
}): Composer {
  const { width, height } = options
  const size = { width: width + (width % 2), height: height + (height % 2) }
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const overlay = createOverlay(options.overlay, options)
  const grain = createGrain(options.grain)
  const i420 = new Uint8Array(i420Bytes(size.width, size.height))
  return {
    size,
    compose(image, { index, sec, durationSec }) {
      if (image.width !== width || image.height !== height)
        throw fail({
          code: 'frame.size',
          message: `Frame ${index + 1} is ${image.width} × ${image.height}, the film is ${width} × ${height}.`,
          hint: 'Render all frames again in one size.',
          kind: 'input',
        })
      context.fillStyle = '#000'
      context.fillRect(0, 0, width, height)
      context.drawImage(image, 0, 0)
      overlay(context, sec, durationSec)
      grain?.frame(index)
      const { data } = context.getImageData(0, 0, width, height)
      writeI420({ data, width, height }, i420, size, grain)
      return i420
    },
    picture: () => canvas.encode('jpeg', 80),
  }
}
