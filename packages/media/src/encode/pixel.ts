import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import type { Rgb } from '../film/deltaE.ts'

function dataAt(picture: Canvas | Image, x: number, y: number) {
  const context = createCanvas(1, 1).getContext('2d')
  context.drawImage(picture, -x, -y)
  return context.getImageData(0, 0, 1, 1).data
}

/** One pixel of a picture as sRGB bytes. For tests and measurements. */
export function pixelAt(picture: Canvas | Image, x: number, y: number): Rgb {
  const [red = 0, green = 0, blue = 0] = dataAt(picture, x, y)
  return [red, green, blue]
}

/** How opaque one pixel is, 0–255. */
export const opacityOf = (picture: Canvas | Image, x: number, y: number): number =>
  dataAt(picture, x, y)[3] ?? 0
