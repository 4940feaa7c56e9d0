/** Containers that Segue reads sound from. */
export type Container = 'wav' | 'aiff' | 'flac' | 'mp3' | 'mp4' | 'adts' | 'ogg' | 'matroska' | 'mpegts'

/** What a sound file is. `frames` counts samples per channel; `null` until decoded when the file does not say. */
export interface SoundFacts {
  container: Container
  /** `pcm-s16`, `pcm-f32`, `flac`, `mp3`, `aac`, `opus`, `vorbis`, … */
  codec: string
  sampleRate: number
  channels: number
  durationSec: number
  frames: number | null
  bitDepth: number | null
  bytes: number
  /** Sentences a person should read, e.g. a name that does not fit the content. */
  remarks: readonly string[]
}

/** One stretch of sound: one plane per channel, all of the same length, samples in −1…1. */
export type Planes = readonly Float32Array<ArrayBuffer>[]

/** How sound should arrive. Both default to what the file has. */
export interface BlockOptions {
  sampleRate?: number
  /** 1 mixes down, 2 gives stereo; any other number takes the first channels and repeats the last. */
  channels?: number
  signal?: AbortSignal
}

/** An opened sound file. `blocks` may be called more than once; each call decodes from the start. */
export interface Sound {
  readonly path: string
  readonly facts: SoundFacts
  blocks(options?: BlockOptions): AsyncGenerator<Planes, void, undefined>
}
