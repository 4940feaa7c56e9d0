import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { ExrPicture } from './read.ts'

const steps = 4096
/** sRGB byte of linear light in 1/4096 steps. */
const bytes = Uint8ClampedArray.from({ length: steps + 1 }, (_, i) => {
  const value = i / steps
  return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)
})

/** A picture in linear light as it looks on a screen: clipped at white, what is no number is black. */
export function canvasOfExr({ width, height, planes }: ExrPicture): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  const [grey] = planes.values()
  const colours = ['R', 'G', 'B'].map((name) => planes.get(name) ?? grey)
  const alpha = planes.get('A')
  for (let i = 0; i < width * height; i++) {
    const opaque = Math.min(1, Math.max(0, alpha?.[i] ?? 1))
    for (const [at, plane] of colours.entries()) {
      const light = opaque > 0 ? (plane?.[i] ?? 0) / opaque : 0
      image.data[i * 4 + at] = bytes[Math.round(Math.min(1, Math.max(0, light || 0)) * steps)] ?? 0
    }
    image.data[i * 4 + 3] = Math.round(opaque * 255)
  }
  context.putImageData(image, 0, 0)
  return canvas
}
