import { type FileHandle, open, rm } from 'node:fs/promises'
import { createCanvas } from '@napi-rs/canvas'
import { type Fps, fail } from '@segue/protocol'
import { Mp4OutputFormat, Output, StreamTarget, type StreamTargetChunk } from 'mediabunny'
import { useCodecs } from '../codecs.ts'
import { openSound } from '../sound/open.ts'
import { readFrame } from './frame.ts'
import { createGrain } from './grain.ts'
import { createOverlay, type OverlayOptions } from './overlay.ts'
import { type FilmQuality, openPictureTrack } from './pictureTrack.ts'
import { openSoundTrack } from './soundTrack.ts'
import { i420Bytes, writeI420 } from './yuv.ts'

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
  /** What a person should know: a size made even, sound that AAC could not take as it was. */
  remarks: string[]
}

const soundBitrates = { draft: 256_000, final: 320_000 }
const readAhead = 3

/** Starts reading a few pictures early; decoding runs beside the encoder. */
async function* decoded(options: FilmOptions, count: number) {
  const waiting: ReturnType<typeof readFrame>[] = []
  const source = options.frames[Symbol.asyncIterator]()
  try {
    for (let asked = 0, given = 0; given < count; given++) {
      for (; asked < Math.min(count, given + readAhead); asked++) {
        const next = await source.next()
        if (next.done) break
        const picture = readFrame(next.value, `Frame ${asked + 1} of ${options.frameCount}`)
        picture.catch(() => {})
        waiting.push(picture)
      }
      const picture = waiting.shift()
      if (picture === undefined) return
      yield await picture
    }
  } finally {
    await source.return?.()
  }
}

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

/** Says where the film could not take its picture or its sound as they were. */
function remarksOf(
  from: { width: number; height: number },
  to: { width: number; height: number },
  sound: Record<'from' | 'to', { sampleRate: number; channels: number }> | null,
): string[] {
  const remarks: string[] = []
  if (from.width !== to.width || from.height !== to.height)
    remarks.push(`Made ${to.width} × ${to.height}: H.264 needs even sizes.`)
  if (sound && sound.from.channels !== sound.to.channels)
    remarks.push(`Mixed ${sound.from.channels} channels of sound to ${sound.to.channels}.`)
  if (sound && sound.from.sampleRate !== sound.to.sampleRate)
    remarks.push(`Resampled the sound from ${sound.from.sampleRate} to ${sound.to.sampleRate} Hz.`)
  return remarks
}

async function writeFilm(options: FilmOptions, output: Output) {
  const { fps, signal } = options
  const sound = options.sound && (await openSound(options.sound.path, options.sound))
  const total = filmFrames(options.frameCount, fps, sound?.facts.durationSec ?? null)
  const durationSec = (total * fps.den) / fps.num
  const size = { width: options.width + (options.width % 2), height: options.height + (options.height % 2) }
  const picture = openPictureTrack({ ...size, fps, quality: options.quality })
  const track =
    sound && openSoundTrack(sound, { durationSec, bitrate: soundBitrates[options.quality], signal })
  const canvas = createCanvas(options.width, options.height)
  const context = canvas.getContext('2d')
  const overlay = createOverlay(options.overlay, options)
  const grain = createGrain(options.grain)
  const i420 = new Uint8Array(i420Bytes(size.width, size.height))
  try {
    output.addVideoTrack(picture.source, { frameRate: fps.num / fps.den, maximumPacketCount: total })
    if (track) output.addAudioTrack(track.source, { maximumPacketCount: track.maximumPacketCount })
    await output.start()
    let done = 0
    for await (const image of decoded(options, total)) {
      signal.throwIfAborted()
      if (image.width !== options.width || image.height !== options.height)
        throw fail({
          code: 'frame.size',
          message: `Frame ${done + 1} is ${image.width} × ${image.height}, the film is ${options.width} × ${options.height}.`,
          hint: 'Render all frames again in one size.',
          kind: 'input',
        })
      context.fillStyle = '#000'
      context.fillRect(0, 0, options.width, options.height)
      context.drawImage(image, 0, 0)
      const sec = (done * fps.den) / fps.num
      overlay(context, sec, durationSec)
      grain?.frame(done)
      const { data } = context.getImageData(0, 0, options.width, options.height)
      writeI420({ data, width: options.width, height: options.height }, i420, size, grain)
      await picture.add(i420)
      await track?.advance(sec + 0.5)
      done++
      await options.onProgress({ done, total, picture: () => canvas.encode('jpeg', 80) })
    }
    if (done < total)
      throw fail({
        code: 'film.frames_missing',
        message: `Only ${done} of ${total} frames are there.`,
        hint: 'Run the step that makes the frames again.',
        kind: 'input',
      })
    await Promise.all([picture.finish(), track?.finish()])
    await output.finalize()
    return {
      frames: total,
      durationSec,
      ...size,
      sound: track && { sampleRate: track.sampleRate, channels: track.channels },
      remarks: remarksOf(options, size, sound && track && { from: sound.facts, to: track }),
    }
  } finally {
    picture.close()
    track?.close()
  }
}

/**
 * Makes an MP4: H.264 in BT.709 limited range with a constant, exact frame rate, AAC at the sound's own rate, the
 * index in front. The film is as long as the shorter of frames and sound. Fails with `film.*`, `frame.*` or
 * `audio.*`; on failure or cancel nothing is left at `out`.
 */
export async function encodeFilm(options: FilmOptions): Promise<FilmFacts> {
  using _ = useCodecs()
  const file = await open(options.out, 'w')
  const target = new StreamTarget(writableOf(file), { chunked: true })
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'reserve' }), target })
  try {
    const facts = await writeFilm(options, output)
    await file.close()
    return facts
  } catch (error) {
    await output.cancel().catch(() => {})
    await file.close()
    await rm(options.out, { force: true })
    throw error
  }
}
