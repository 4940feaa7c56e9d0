import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { VideoSample } from 'mediabunny'
import { rgbaOf } from './rgb.ts'

/** In the standard, but not yet in the types. */
const asRgba: VideoFrameCopyToOptions & { format: 'RGBA' } = { format: 'RGBA' }

/** The pixels of a decoded picture as RGBA, in its own colours. */
async function pixelsOf(sample: VideoSample): Promise<Uint8ClampedArray<ArrayBuffer>> {
  if (sample.format !== 'I420') {
    const bytes = new Uint8ClampedArray(sample.allocationSize(asRgba))
    await sample.copyTo(bytes, asRgba)
    return bytes
  }
  const data = new Uint8Array(sample.allocationSize())
  const planes = await sample.copyTo(data)
  const { matrix, fullRange } = sample.colorSpace
  const { codedWidth: width, codedHeight: height } = sample
  return rgbaOf({ data, width, height, planes, matrix, fullRange: fullRange ?? false })
}

/** A decoded picture on a canvas, turned upright. */
export async function canvasOf(sample: VideoSample): Promise<Canvas> {
  const { codedWidth: width, codedHeight: height, rotation } = sample
  const flat = createCanvas(width, height)
  const context = flat.getContext('2d')
  const image = context.createImageData(width, height)
  image.data.set(await pixelsOf(sample))
  context.putImageData(image, 0, 0)
  if (rotation === 0) return flat
  const turned = createCanvas(rotation === 180 ? width : height, rotation === 180 ? height : width)
  const upright = turned.getContext('2d')
  upright.translate(turned.width / 2, turned.height / 2)
  upright.rotate((rotation * Math.PI) / 180)
  upright.drawImage(flat, -width / 2, -height / 2)
  return turned
}
