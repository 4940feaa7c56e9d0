import type { Canvas, Image } from '@napi-rs/canvas'
import type { Fps } from '@segue/protocol'
import { ALL_FORMATS, FilePathSource, Input, VideoSampleSink } from 'mediabunny'
import { useCodecs } from '../codecs.ts'
import { canvasOf } from '../film/decoded.ts'
import { readFrames } from '../film/frame.ts'
import { unreadable } from '../film/openFilm.ts'
import { framesMissing } from '../film/tracks.ts'

/** One picture of a source and when it is shown, in seconds from the start. Decoded when `draw` is called. */
export interface TimedPicture {
  sec: number
  draw(): Promise<Canvas | Image>
  /** Gives its memory back; `draw` must not be called any more. */
  close(): void
}

/** All pictures of a film, in the order they are shown. Fails with `video.unreadable`. */
export async function* picturesOfFilm(path: string, name: string): AsyncGenerator<TimedPicture> {
  using _ = useCodecs()
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined })
  const input = new Input({ source, formats: ALL_FORMATS })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track === null) throw unreadable(name, 'it has no picture.')
    const start = await track.getFirstTimestamp()
    for await (const sample of new VideoSampleSink(track).samples()) {
      const draw = () => canvasOf(sample)
      yield { sec: sample.timestamp - start, draw, close: () => sample.close() }
    }
  } catch (error) {
    if (error instanceof Error && 'failure' in error) throw error
    throw unreadable(name, error instanceof Error ? error.message : String(error))
  } finally {
    input.dispose()
  }
}

/** The pictures of a sequence. Fails with `frame.damaged`, naming the frame, and `film.frames_missing`. */
export async function* picturesOfFrames(
  frames: AsyncIterable<string | Uint8Array>,
  count: number,
  fps: Fps,
): AsyncGenerator<TimedPicture> {
  let index = 0
  for await (const image of readFrames(frames, count)) {
    yield { sec: (index * fps.den) / fps.num, draw: async () => image, close: () => undefined }
    index++
  }
  if (index < count) throw framesMissing(index, count)
}

/** Half of what a container rounds times to. */
const roundingSec = 0.0006

/**
 * `total` pictures at a steady rate: at each moment the last one that is shown by then, so pictures are repeated or
 * left out, never mixed. The last one stays when the source ends early.
 */
export async function* retimed(
  pictures: AsyncIterable<TimedPicture>,
  fps: Fps,
  total: number,
): AsyncGenerator<Canvas | Image> {
  let shown: TimedPicture | null = null
  let drawn: Canvas | Image | null = null
  let index = 0
  const secOf = (frame: number) => (frame * fps.den) / fps.num
  try {
    for await (const next of pictures) {
      const until = next.sec - roundingSec
      for (; shown !== null && index < total && secOf(index) < until; index++) {
        drawn ??= await shown.draw()
        yield drawn
      }
      shown?.close()
      shown = next
      drawn = null
      if (index >= total) return
    }
    for (; shown !== null && index < total; index++) {
      drawn ??= await shown.draw()
      yield drawn
    }
  } finally {
    shown?.close()
  }
}
