import { createCanvas } from '@napi-rs/canvas'
import { readFrame } from '../film/frame.ts'

/** Longest side at which a cover is looked at: enough for its colours. */
const side = 96

/**
 * The pixels of a picture file, made small: RGBA bytes. Decodes with native code, so it belongs in a process of its
 * own. Fails with `frame.damaged`.
 */
export async function coverPixels(path: string, name: string): Promise<Uint8ClampedArray> {
  const image = await readFrame(path, name)
  const scale = Math.min(1, side / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const context = createCanvas(width, height).getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  return context.getImageData(0, 0, width, height).data
}
