import { rm } from 'node:fs/promises'
import { type Fps, fail } from '@segue/protocol'
import { soundBitrates } from '../film/film.ts'
import { type FilmContainer, writeFilmFile } from '../film/filmFile.ts'
import { type FilmQuality, pictureBitrate } from '../film/pictureTrack.ts'
import { loudnessRemark, remarksOf } from '../film/remarks.ts'
import { writeTracks } from '../film/tracks.ts'
import { i420Bytes, writeI420 } from '../film/yuv.ts'
import { openSound } from '../sound/open.ts'
import { trimSound } from '../sound/trim.ts'
import { findFfmpeg, requireEncoder } from './ffmpeg.ts'
import { writeFfmpegFilm } from './ffmpegFilm.ts'
import type { Size } from './fit.ts'
import { type FilmFormat, type FormatFacts, formats } from './format.ts'

/** A film in a delivery format. */
export interface EncodeOptions {
  format: FilmFormat
  container: FilmContainer
  /** RGBA frames of one size at a steady rate. */
  frames: AsyncIterable<Uint8ClampedArray>
  total: number
  size: Size
  fps: Fps
  quality: FilmQuality
  /** Bits per second of the picture; by quality when left out. Only Segue's own encoder takes it. */
  bitrate?: number
  sound: { path: string; name: string } | null
  /** Where the film goes. Removed again when it fails or is cancelled. */
  out: string
  signal: AbortSignal
  onFrame(done: number): Promise<void>
}

export interface EncodeFacts {
  sound: { sampleRate: number; channels: number } | null
  /** `h264+aac`, `prores4444+pcm-s24` … */
  codec: string
  remarks: string[]
}

async function* i420Of(frames: EncodeOptions['frames'], size: Size) {
  const i420 = new Uint8Array(i420Bytes(size.width, size.height))
  for await (const data of frames) {
    writeI420({ data, ...size }, i420, size)
    yield i420
  }
}

/** What a codec's own error becomes; failures and a cancel stay as they are. */
function refused(error: unknown, title: string, signal: AbortSignal): unknown {
  if (signal.aborted || (error instanceof Error && 'failure' in error)) return error
  return fail({
    code: 'encode.codec_refused',
    message: `${title} cannot be written here: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Choose another format or a smaller size; H.264 is taken everywhere.',
    kind: 'environment',
  })
}

type Own = Extract<FormatFacts['writer'], { by: 'segue' }>

async function ownFilm(options: EncodeOptions, { codec }: Own): Promise<EncodeFacts> {
  const { size, fps, total, signal, quality, container, frames, out } = options
  const sound = options.sound && (await openSound(options.sound.path, options.sound))
  const soundCodec = container === 'webm' ? 'opus' : 'aac'
  const written = await writeFilmFile(out, container, (output) =>
    writeTracks(output, {
      pictures: i420Of(frames, size),
      ...{ total, ...size, fps, codec, signal, onPicture: options.onFrame },
      bitrate: options.bitrate ?? pictureBitrate({ ...size, fps, codec }, quality),
      sound: sound && { from: sound, codec: soundCodec, bitrate: soundBitrates[quality] },
    }),
  ).catch((error: unknown) => {
    throw refused(error, formats[options.format].title, signal)
  })
  return {
    sound: written && { sampleRate: written.sampleRate, channels: written.channels },
    codec: written ? `${codec}+${soundCodec}` : codec,
    remarks: written
      ? [
          ...remarksOf(size, size, sound && { from: sound.facts, to: written }),
          ...loudnessRemark(written.loudness),
        ]
      : [],
  }
}

type Foreign = Extract<FormatFacts['writer'], { by: 'ffmpeg' }>

async function foreignFilm(options: EncodeOptions, { encoder, args }: Foreign): Promise<EncodeFacts> {
  const { size, fps, total, signal, frames, out, format } = options
  const { title } = formats[format]
  const program = await findFfmpeg(title)
  await requireEncoder(program, encoder, title)
  const sound = options.sound && (await openSound(options.sound.path, options.sound))
  const wav = `${out}.wav`
  try {
    if (sound) {
      const toSec = (total * fps.den) / fps.num
      await trimSound(sound, wav, { fromSec: 0, toSec, fadeInSec: 0, fadeOutSec: 0, signal })
    }
    const given = { program, pictures: frames, ...size, fps, encoder, args, out, signal }
    await writeFfmpegFilm({ ...given, sound: sound && wav, onPicture: options.onFrame })
  } finally {
    await rm(wav, { force: true })
  }
  return {
    sound: sound && { sampleRate: sound.facts.sampleRate, channels: sound.facts.channels },
    codec: sound ? `${format}+pcm-s24` : format,
    remarks: [],
  }
}

/**
 * Writes a film in a delivery format, with the sound from its start and no longer than the picture. Fails with
 * `ffmpeg.*`, `film.*`, `frame.*`, `audio.*` or `encode.*`.
 */
export function encodeDelivery(options: EncodeOptions): Promise<EncodeFacts> {
  const { writer } = formats[options.format]
  if (writer.by === 'segue') return ownFilm(options, writer)
  if (writer.by === 'ffmpeg') return foreignFilm(options, writer)
  throw new Error('picture files are no film')
}
