import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import { fail } from '@segue/protocol'
import { type Fit, placeIn, type Size } from './fit.ts'

export interface FramerOptions {
  /** Shape of the source's pictures as they are shown. */
  picture: Size
  size: Size
  fit: Fit
  /** CSS colour behind the picture. */
  background: string
  /** What becomes of transparency: it stays, the background fills it, or a see-through picture is a failure. */
  alpha: 'keep' | 'fill' | 'refuse'
  /** For the failure: the format that holds no transparency. */
  title: string
}

/** Draws pictures into frames of one size. The pixels are used again for the next one. */
export interface Framer {
  frame(picture: Canvas | Image): Uint8ClampedArray
  /** The frame as it stands. */
  picture(kind: 'jpeg' | 'png'): Promise<Uint8Array>
}

const seeThrough = (data: Uint8ClampedArray) => {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
  return false
}

/** Opens a framer. `frame` fails with `encode.alpha_lost`. */
export function createFramer(options: FramerOptions): Framer {
  const { size, background, alpha, title } = options
  const { width, height } = size
  const place = placeIn(options.picture, size, options.fit)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  const refuse = (picture: Canvas | Image) => {
    const bare = createCanvas(picture.width, picture.height).getContext('2d')
    bare.drawImage(picture, 0, 0)
    if (!seeThrough(bare.getImageData(0, 0, picture.width, picture.height).data)) return
    throw fail({
      code: 'encode.alpha_lost',
      message: `The pictures are see-through, and ${title} holds no transparency.`,
      hint: 'Choose ProRes 4444, HAP Alpha, PNG or EXR, or set “Transparency” to fill.',
      kind: 'input',
    })
  }
  return {
    frame(picture) {
      if (alpha === 'refuse') refuse(picture)
      context.clearRect(0, 0, width, height)
      if (alpha !== 'keep') {
        context.fillStyle = background
        context.fillRect(0, 0, width, height)
      }
      context.drawImage(picture, place.x, place.y, place.width, place.height)
      return context.getImageData(0, 0, width, height).data
    },
    picture: (kind) => (kind === 'png' ? canvas.encode('png') : canvas.encode('jpeg', 80)),
  }
}
