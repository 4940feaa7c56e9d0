import { type FileHandle, open, rm } from 'node:fs/promises'
import { type Fps, fail } from '@segue/protocol'
import { Mp4OutputFormat, Output, StreamTarget, type StreamTargetChunk } from 'mediabunny'
import { useCodecs } from '../codecs.ts'
import { openSound } from '../sound/open.ts'
import { createComposer } from './composer.ts'
import { readFrames } from './frame.ts'
import type { OverlayOptions } from './overlay.ts'
import { PacketOrder } from './packetOrder.ts'
import { type FilmQuality, openPictureTrack } from './pictureTrack.ts'
import { loudnessRemark, remarksOf } from './remarks.ts'
import { openSoundTrack } from './soundTrack.ts'
import { undated } from './undated.ts'

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

const soundBitrates = { draft: 256_000, final: 320_000 }

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

const writableOf = (file: FileHandle) =>
  new WritableStream<StreamTargetChunk>({
    write: async ({ data, position }) => {
      await file.write(data, 0, data.byteLength, position)
    },
  })

async function writeFilm(options: FilmOptions, output: Output) {
  const { fps, signal } = options
  const sound = options.sound && (await openSound(options.sound.path, options.sound))
  const total = filmFrames(options.frameCount, fps, sound?.facts.durationSec ?? null)
  const durationSec = (total * fps.den) / fps.num
  const composer = createComposer(options)
  const { size } = composer
  const order = new PacketOrder()
  const picture = openPictureTrack({ ...size, fps, quality: options.quality, line: order.open() })
  const track =
    sound &&
    openSoundTrack(sound, {
      durationSec,
      bitrate: soundBitrates[options.quality],
      signal,
      line: order.open(),
    })
  try {
    output.addVideoTrack(picture.source, { frameRate: fps.num / fps.den, maximumPacketCount: total })
    if (track) output.addAudioTrack(track.source, { maximumPacketCount: track.maximumPacketCount })
    await output.start()
    let done = 0
    for await (const image of readFrames(options.frames, total)) {
      signal.throwIfAborted()
      const sec = (done * fps.den) / fps.num
      await picture.add(composer.compose(image, { index: done, sec, durationSec }))
      await track?.advance(sec + 0.5)
      await order.settled()
      done++
      await options.onProgress({ done, total, picture: composer.picture })
    }
    if (done < total)
      throw fail({
        code: 'film.frames_missing',
        message: `Only ${done} of ${total} frames are there.`,
        hint: 'Run the step that makes the frames again.',
        kind: 'input',
      })
    const [, loudness] = await Promise.all([picture.finish(), track?.finish()])
    await order.settled()
    await output.finalize()
    return {
      frames: total,
      durationSec,
      ...size,
      sound: track && { sampleRate: track.sampleRate, channels: track.channels },
      remarks: [
        ...remarksOf(options, size, sound && track && { from: sound.facts, to: track }),
        ...(loudness ? loudnessRemark(loudness) : []),
      ],
    }
  } finally {
    picture.close()
    track?.close()
  }
}

/**
 * Makes an MP4: H.264 in BT.709 limited range with a constant, exact frame rate, AAC at the sound's own rate, the
 * index in front; the same input gives the same bytes. The film is as long as the shorter of frames and sound. Fails with `film.*`, `frame.*` or
 * `audio.*`; on failure or cancel nothing is left at `out`.
 */
export async function encodeFilm(options: FilmOptions): Promise<FilmFacts> {
  using _ = useCodecs()
  const file = await open(options.out, 'w')
  const target = new StreamTarget(writableOf(file), { chunked: true })
  let index = { bytes: new Uint8Array(), position: 0 }
  const onMoov = (moov: Uint8Array, position: number) => {
    index = { bytes: undated(moov), position }
  }
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'reserve', onMoov }), target })
  try {
    const facts = await writeFilm(options, output)
    await file.write(index.bytes, 0, index.bytes.length, index.position)
    await file.close()
    return facts
  } catch (error) {
    await output.cancel().catch(() => {})
    await file.close()
    await rm(options.out, { force: true })
    throw error
  }
}
