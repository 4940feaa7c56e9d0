import { type Fps, fail } from '@segue/protocol'
import { useCodecs } from '../codecs.ts'
import { openSound } from '../sound/open.ts'
import { type Composer, createComposer } from './composer.ts'
import { writeFilmFile } from './filmFile.ts'
import { readFrames } from './frame.ts'
import type { OverlayOptions } from './overlay.ts'
import { type FilmQuality, pictureBitrate } from './pictureTrack.ts'
import { loudnessRemark, remarksOf } from './remarks.ts'
import { writeTracks } from './tracks.ts'

export interface FilmProgress {
  done: number
  total: number
  picture: () => Promise<Uint8Array>
}

/** What a film is made of. */
export interface FilmOptions {
  /** Pictures in order, as paths or bytes, all of `width` × `height`. */
  frames: AsyncIterable<string | Uint8Array>
  frameCount: number
  fps: Fps
  width: number
  height: number
  /** The master, muxed once from its own file; failures call it by `name`. `null` makes a silent film. */
  sound: { path: string; name: string } | null
  /** Where the MP4 goes. Removed again when the film fails or is cancelled. */
  out: string
  overlay: OverlayOptions
  /** 0.04 = 4 % moving grain. */
  grain: number
  quality: FilmQuality
  signal: AbortSignal
  /** Awaited after each frame; `picture()` gives the frame as it stands in the film, as JPEG. */
  onProgress(progress: FilmProgress): Promise<void>
}

/** What came out. Odd sizes are one pixel larger: the last column or row repeats. */
export interface FilmFacts {
  frames: number
  durationSec: number
  width: number
  height: number
  sound: { sampleRate: number; channels: number } | null
  /** What a person should know: a size made even, sound that AAC could not take as it was, its loudness. */
  remarks: string[]
}

export const soundBitrates = { draft: 256_000, final: 320_000 }

/** Frames in the film: all of them, or as many as the sound lasts when that is less. */
function filmFrames(frameCount: number, fps: Fps, soundSec: number | null): number {
  if (frameCount < 1)
    throw fail({
      code: 'film.empty',
      message: 'There are no frames to make a film of.',
      hint: 'Render at least one frame: check the length and the range of the step before.',
      kind: 'input',
    })
  if (soundSec === null) return frameCount
  return Math.max(1, Math.min(frameCount, Math.ceil((soundSec * fps.num) / fps.den - 0.01)))
}

/** Composed pictures, one after another in the same bytes. */
async function* composed(options: FilmOptions, composer: Composer, total: number) {
  const { fps } = options
  const durationSec = (total * fps.den) / fps.num
  let index = 0
  for await (const image of readFrames(options.frames, total)) {
    yield composer.compose(image, { index, sec: (index * fps.den) / fps.num, durationSec })
    index++
  }
}

/**
 * Makes an MP4: H.264 in BT.709 limited range with a constant, exact frame rate, AAC at the sound's own rate, the
 * index in front; the same input gives the same bytes. The film is as long as the shorter of frames and sound. Fails with `film.*`, `frame.*` or
 * `audio.*`; on failure or cancel nothing is left at `out`.
 */
export async function encodeFilm(options: FilmOptions): Promise<FilmFacts> {
  const { fps, signal, quality } = options
  using _ = useCodecs()
  const sound = options.sound && (await openSound(options.sound.path, options.sound))
  const total = filmFrames(options.frameCount, fps, sound?.facts.durationSec ?? null)
  const composer = createComposer(options)
  const { size } = composer
  const written = await writeFilmFile(options.out, 'mp4', (output) =>
    writeTracks(output, {
      pictures: composed(options, composer, total),
      ...{ total, ...size, fps, signal, codec: 'h264' },
      bitrate: pictureBitrate({ ...size, fps, codec: 'h264' }, quality),
      sound: sound && { from: sound, codec: 'aac', bitrate: soundBitrates[quality] },
      onPicture: (done) => options.onProgress({ done, total, picture: composer.picture }),
    }),
  )
  return {
    frames: total,
    durationSec: (total * fps.den) / fps.num,
    ...size,
    sound: written && { sampleRate: written.sampleRate, channels: written.channels },
    remarks: [
      ...remarksOf(options, size, sound && written && { from: sound.facts, to: written }),
      ...(written ? loudnessRemark(written.loudness) : []),
    ],
  }
}
