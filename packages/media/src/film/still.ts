import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { VideoSampleSink } from 'mediabunny'
import { canvasOf } from './decoded.ts'
import { readFrame } from './frame.ts'
import { unreadable, withFilm } from './openFilm.ts'

/** A small picture for the screen: JPEG bytes and their size in pixels. */
export interface Still {
  bytes: Uint8Array
  mime: 'image/jpeg'
  width: number
  height: number
}

const quality = 82

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

/** `count` pictures spread evenly over a film. Fails with `video.unreadable`. */
export const picturesOver = (path: string, count: number): Promise<Canvas[]> =>
  picturesAt(path, (durationSec) =>
    Array.from({ length: count }, (_, i) => ((i + 0.5) * durationSec) / count),
  )

/** Pictures spread evenly over a film, side by side in one image `count × width` wide. */
export async function frameStrip(path: string, options: { count: number; width: number }): Promise<Still> {
  const { count, width } = options
  const pictures = await picturesOver(path, count)
  const first = pictures[0]
  const height = first === undefined ? 1 : Math.max(1, Math.round((first.height * width) / first.width))
  const strip = createCanvas(count * width, height)
  const context = strip.getContext('2d')
  context.imageSmoothingQuality = 'high'
  for (const [i, picture] of pictures.entries()) context.drawImage(picture, i * width, 0, width, height)
  return { bytes: await strip.encode('jpeg', quality), mime: 'image/jpeg', width: count * width, height }
}
