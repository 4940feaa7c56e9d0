import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import type { Fps } from '@segue/protocol'
import { useCodecs } from '../codecs.ts'
import { createComposer } from '../film/composer.ts'
import { type FilmFacts, type FilmProgress, soundBitrates } from '../film/film.ts'
import { writeFilmFile } from '../film/filmFile.ts'
import type { OverlayOptions } from '../film/overlay.ts'
import { type FilmQuality, pictureBitrate } from '../film/pictureTrack.ts'
import { loudnessRemark, remarksOf } from '../film/remarks.ts'
import { writeTracks } from '../film/tracks.ts'
import { type Format, sizeOf } from '../looks/look.ts'
import type { Palette } from '../looks/palette.ts'
import { openSound } from '../sound/open.ts'
import { waveformPeaks } from '../sound/peaks.ts'
import { type Chapter, chapterLine } from './chapterLine.ts'
import { waveLayout } from './layout.ts'
import { type WaveBars, wavePainter } from './paint.ts'

/** A film of a sound alone. */
export interface WaveFilmOptions {
  sound: { path: string; name: string }
  art: Image | Canvas | null
  palette: Palette
  chapters: readonly Chapter[]
  format: Format
  /** Pixels of the short side, even. */
  short: number
  fps: Fps
  /** Never longer than the sound. */
  mostSec: number
  overlay: OverlayOptions
  quality: FilmQuality
  /** Where the MP4 goes. Removed again when it fails or is cancelled. */
  out: string
  signal: AbortSignal
  onProgress(progress: FilmProgress): Promise<void>
}

const barsPerSec = 16

/** The bars of a sound: its loudest moments fill them, quiet ones stay visible. */
async function barsOf({ sound, signal }: WaveFilmOptions, durationSec: number): Promise<WaveBars> {
  const count = Math.max(1, Math.round(durationSec * barsPerSec))
  const { low, high } = await waveformPeaks(sound.path, count, { name: sound.name, signal })
  const peaks = high.map((value, i) => Math.max(value, -(low[i] ?? 0)))
  const sorted = [...peaks].sort((a, b) => a - b)
  const full = Math.max(0.05, sorted[Math.floor(count * 0.98)] ?? 1)
  return { levels: peaks.map((peak) => Math.min(1, peak / full) ** 1.4), perSec: count / durationSec }
}

/**
 * Draws a sound as it runs past “now”, with its title, its cover art and the chapter that is playing, and puts it
 * under the pictures. Frames are drawn one at a time, so an hour needs no more memory than a minute. Fails with
 * `audio.*`.
 */
export async function writeWaveFilm(options: WaveFilmOptions): Promise<FilmFacts> {
  const { fps, format, signal, quality, palette, art } = options
  using _ = useCodecs()
  const sound = await openSound(options.sound.path, options.sound)
  const wholeSec = sound.facts.durationSec
  const bars = await barsOf(options, wholeSec)
  const total = Math.max(1, Math.ceil((Math.min(wholeSec, options.mostSec) * fps.num) / fps.den - 0.01))
  const durationSec = (total * fps.den) / fps.num
  const size = sizeOf(format, options.short)
  const layout = waveLayout(format, size, art !== null)
  const paint = wavePainter({ ...size, layout, palette, bars, art })
  const name = chapterLine(options.chapters, { ...size, palette })
  const composer = createComposer({ ...size, overlay: options.overlay, grain: 0.03 })
  const canvas = createCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  async function* pictures() {
    for (let index = 0; index < total; index++) {
      const sec = (index * fps.den) / fps.num
      paint(context, sec)
      name(context, sec)
      yield composer.compose(canvas, { index, sec, durationSec })
    }
  }
  const written = await writeFilmFile(options.out, 'mp4', (output) =>
    writeTracks(output, {
      pictures: pictures(),
      ...{ total, ...composer.size, fps, signal, codec: 'h264' },
      bitrate: pictureBitrate({ ...composer.size, fps, codec: 'h264' }, quality),
      sound: { from: sound, codec: 'aac', bitrate: soundBitrates[quality] },
      onPicture: (done) => options.onProgress({ done, total, picture: composer.picture }),
    }),
  )
  return {
    frames: total,
    durationSec,
    ...composer.size,
    sound: written && { sampleRate: written.sampleRate, channels: written.channels },
    remarks: written
      ? [
          ...remarksOf(size, composer.size, { from: sound.facts, to: written }),
          ...loudnessRemark(written.loudness),
        ]
      : [],
  }
}
