import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { type VideoSample, VideoSampleSink } from 'mediabunny'
import { readFrame } from './frame.ts'
import { unreadable, withFilm } from './openFilm.ts'
import { rgbaOf } from './rgb.ts'

/** A small picture for the screen: JPEG bytes and their size in pixels. */
export interface Still {
  bytes: Uint8Array
  mime: 'image/jpeg'
  width: number
  height: number
}

const quality = 82
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
async function canvasOf(sample: VideoSample): Promise<Canvas> {
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

async function shrink(
  picture: Parameters<ReturnType<Canvas['getContext']>['drawImage']>[0],
  from: { width: number; height: number },
  maxWidth: number,
): Promise<Still> {
  const scale = Math.min(1, maxWidth / from.width)
  const width = Math.max(1, Math.round(from.width * scale))
  const height = Math.max(1, Math.round(from.height * scale))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#000'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  return { bytes: await canvas.encode('jpeg', quality), mime: 'image/jpeg', width, height }
}

/** A thumbnail of an image file, never enlarged. Fails with `frame.damaged`. */
export async function stillOf(path: string, options: { maxWidth: number; name?: string }): Promise<Still> {
  const image = await readFrame(path, options.name ?? 'The picture')
  return shrink(image, image, options.maxWidth)
}

/** Decoded pictures of a film at these times; times outside it give its first or last picture. */
async function picturesAt(path: string, times: (durationSec: number) => number[]): Promise<Canvas[]> {
  return withFilm(path, async (input, name) => {
    const track = await input.getPrimaryVideoTrack()
    if (track === null) throw unreadable(name, 'it has no picture.')
    const [start, end] = [await track.getFirstTimestamp(), await track.computeDuration()]
    const sink = new VideoSampleSink(track)
    const pictures: Canvas[] = []
    for (const sec of times(end - start)) {
      const sample = await sink.getSample(Math.max(start, Math.min(start + sec, end - 1e-6)))
      if (sample === null) throw unreadable(name, `there is no picture at ${sec.toFixed(2)} s.`)
      pictures.push(await canvasOf(sample))
      sample.close()
    }
    return pictures
  })
}

/** The picture of a film at a time, for a preview. Fails with `video.unreadable`. */
export async function posterOf(path: string, options: { atSec: number; maxWidth: number }): Promise<Still> {
  const [picture] = await picturesAt(path, () => [options.atSec])
  if (picture === undefined) throw unreadable(path, 'it has no picture.')
  return shrink(picture, picture, options.maxWidth)
}

/** Pictures spread evenly over a film, side by side in one image `count × width` wide. */
export async function frameStrip(path: string, options: { count: number; width: number }): Promise<Still> {
  const { count, width } = options
  const pictures = await picturesAt(path, (durationSec) =>
    Array.from({ length: count }, (_, i) => ((i + 0.5) * durationSec) / count),
  )
  const first = pictures[0]
  const height = first === undefined ? 1 : Math.max(1, Math.round((first.height * width) / first.width))
  const strip = createCanvas(count * width, height)
  const context = strip.getContext('2d')
  context.imageSmoothingQuality = 'high'
  for (const [i, picture] of pictures.entries()) context.drawImage(picture, i * width, 0, width, height)
  return { bytes: await strip.encode('jpeg', quality), mime: 'image/jpeg', width: count * width, height }
}
