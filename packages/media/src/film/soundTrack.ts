import '../codecs.ts'
import { EncodedAudioPacketSource, EncodedPacket } from 'mediabunny'
import { createLoudnessMeter, type Loudness } from '../analysis/loudness.ts'
import type { Planes, Sound } from '../sound/facts.ts'
import type { PacketLine } from './packetOrder.ts'

/** Sampling rates that AAC can state (ISO/IEC 14496-3, table 1.18). */
const aacRates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000]
const cutFadeSec = 0.01

const aacRate = (rate: number) => (aacRates.includes(rate) ? rate : rate % 11_025 === 0 ? 44_100 : 48_000)

/**
 * Sound codecs of films. FFmpeg's AAC encoder puts one frame of its own in front of the sound; libopus 312 samples,
 * which its head states as pre-skip (RFC 7845, §5.1).
 */
const codecs = {
  aac: { codec: 'mp4a.40.2', frameSamples: 1024, primingSamples: 1024, rateFor: aacRate, bitsPerFrame: 6144 },
  opus: { codec: 'opus', frameSamples: 960, primingSamples: 312, rateFor: () => 48_000, bitsPerFrame: 5120 },
} as const
export type SoundCodec = keyof typeof codecs

/** The sound side of a film. */
export interface SoundTrack {
  source: EncodedAudioPacketSource
  sampleRate: number
  channels: number
  /** Upper bound of packets, for reserving room in front of the media data. */
  maximumPacketCount: number
  /** Encodes on until the sound reaches this time. */
  advance(untilSec: number): Promise<void>
  /** Encodes the rest and puts it in line. Returns how loud the sound in the film is; it is measured, never changed. */
  finish(): Promise<Loudness>
  close(): void
}

interface SoundTrackOptions {
  /** Where the film ends; sound beyond it is left out with a 10 ms fade. */
  durationSec: number
  codec: SoundCodec
  bitrate: number
  signal: AbortSignal
  line: PacketLine
}

/** The part of a block that lies before `limit`, faded towards it when the sound would go on beyond. */
function cut(planes: Planes, place: { at: number; limit: number; fade: number }): Planes {
  const length = Math.min(planes[0]?.length ?? 0, place.limit - place.at)
  return planes.map((plane) => {
    const out = plane.slice(0, length)
    for (let i = Math.max(0, place.limit - place.fade - place.at); i < length; i++)
      out[i] = (out[i] ?? 0) * ((place.limit - place.at - i) / place.fade)
    return out
  })
}

/**
 * Opens an encoder over a sound. The sound is encoded once, unchanged in level; its priming is given a time
 * before zero, which the file's edit list leaves out, so that the first sample plays at zero.
 */
export function openSoundTrack(sound: Sound, options: SoundTrackOptions): SoundTrack {
  const { codec, frameSamples, primingSamples, rateFor, bitsPerFrame } = codecs[options.codec]
  const sampleRate = rateFor(sound.facts.sampleRate)
  const channels = Math.min(2, sound.facts.channels)
  const source = new EncodedAudioPacketSource(options.codec)
  const limit = Math.round(options.durationSec * sampleRate)
  const goesOn = sound.facts.durationSec > options.durationSec + 1 / sampleRate
  const fade = goesOn ? Math.round(cutFadeSec * sampleRate) : 0
  const blocks = sound.blocks({ sampleRate, channels, signal: options.signal })
  const meter = createLoudnessMeter(sampleRate, channels)
  let given = 0
  let packets = 0
  let ended = false
  let broken: unknown = null

  const encoder = new AudioEncoder({
    output: (chunk, metadata) => {
      const data = new Uint8Array(chunk.byteLength)
      chunk.copyTo(data)
      const from = packets++ * frameSamples - primingSamples
      const length = ended ? Math.max(1, Math.min(frameSamples, given - from)) : frameSamples
      const packet = new EncodedPacket(data, 'key', from / sampleRate, length / sampleRate)
      options.line.push(packet.timestamp, () => source.add(packet, metadata))
    },
    error: (error) => {
      broken ??= error
    },
  })
  const most = Math.floor((bitsPerFrame * sampleRate * channels) / frameSamples)
  encoder.configure({
    codec,
    sampleRate,
    numberOfChannels: channels,
    bitrate: Math.min(options.bitrate, most),
  })
  const encode = (planes: Planes) => {
    const frames = planes[0]?.length ?? 0
    if (frames === 0) return
    meter.push(planes)
    const data = new Float32Array(frames * channels)
    planes.forEach((plane, channel) => {
      data.set(plane, channel * frames)
    })
    const timestamp = Math.round((given * 1e6) / sampleRate)
    const audio = new AudioData({
      format: 'f32-planar',
      sampleRate,
      numberOfFrames: frames,
      numberOfChannels: channels,
      timestamp,
      data,
    })
    encoder.encode(audio)
    audio.close()
    given += frames
  }
  const advance = async (untilSec: number) => {
    while (!ended && given < untilSec * sampleRate) {
      const next = await blocks.next()
      if (next.done) ended = true
      else encode(cut(next.value, { at: given, limit, fade }))
      if (given >= limit) ended = true
      if (broken !== null) throw broken
    }
  }

  return {
    source,
    sampleRate,
    channels,
    maximumPacketCount: Math.ceil(limit / frameSamples) + 4,
    advance,
    async finish() {
      await advance(Number.POSITIVE_INFINITY)
      await encoder.flush()
      if (broken !== null) throw broken
      options.line.end()
      await blocks.return()
      return meter.finish()
    },
    close() {
      if (encoder.state !== 'closed') encoder.close()
      void blocks.return().catch(() => {})
    },
  }
}
