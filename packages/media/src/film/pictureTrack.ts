import '../codecs.ts'
import type { Fps } from '@segue/protocol'
import { EncodedPacket, EncodedVideoPacketSource } from 'mediabunny'
import type { PacketLine } from './packetOrder.ts'
import { type PictureCodec, pictureCodecs } from './pictureCodec.ts'

const bt709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const

/** How hard the picture is squeezed: bits per second at 24 frames, per pixel, and the least ever used. */
const bitrates = { draft: { perPixel: 3.5, least: 1_500_000 }, final: { perPixel: 8, least: 5_000_000 } }
export type FilmQuality = keyof typeof bitrates

/** Bits per second that a quality takes for a picture of this size and rate. */
export function pictureBitrate(
  { width, height, fps, codec }: Pick<PictureOptions, 'width' | 'height' | 'fps' | 'codec'>,
  quality: FilmQuality,
): number {
  const { perPixel, least } = bitrates[quality]
  const rate = fps.num / fps.den
  const plain = Math.max(least, perPixel * width * height * Math.sqrt(rate / 24))
  return Math.round(plain * pictureCodecs[codec].thrift)
}

/** The picture side of a film. */
export interface PictureTrack {
  source: EncodedVideoPacketSource
  /** Encodes one I420 picture, BT.709 limited; resolves when there is room for the next. */
  add(i420: Uint8Array): Promise<void>
  /** Encodes the rest and puts it in line. */
  finish(): Promise<void>
  close(): void
}

export interface PictureOptions {
  width: number
  height: number
  fps: Fps
  codec: PictureCodec
  /** Bits per second. */
  bitrate: number
  line: PacketLine
}

const secondsBetweenKeys = 2
const queueLimit = 4

/** Opens an encoder whose packets carry exact frame times, whatever the rounding inside the encoder. */
export function openPictureTrack({ width, height, fps, codec, bitrate, line }: PictureOptions): PictureTrack {
  const facts = pictureCodecs[codec]
  const source = new EncodedVideoPacketSource(facts.track)
  const rate = fps.num / fps.den
  const codecString = facts.codecFor(width * height)
  let added = 0
  let broken: unknown = null

  const write = (chunk: EncodedVideoChunk, metadata?: EncodedVideoChunkMetadata) => {
    const index = Math.round((chunk.timestamp * rate) / 1e6)
    const data = new Uint8Array(chunk.byteLength)
    chunk.copyTo(data)
    const packet = new EncodedPacket(data, chunk.type, (index * fps.den) / fps.num, fps.den / fps.num)
    const given = metadata?.decoderConfig
    const config = given === undefined ? undefined : configOf(given.description)
    line.push(packet.timestamp, () => source.add(packet, config))
  }
  const configOf = (description: VideoDecoderConfig['description']): EncodedVideoChunkMetadata => {
    const plain = { codedWidth: width, codedHeight: height, colorSpace: bt709 }
    if (description === undefined) return { decoderConfig: { codec: codecString, ...plain } }
    const bytes = ArrayBuffer.isView(description)
      ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
      : new Uint8Array(description)
    const record = facts.record(bytes)
    return { decoderConfig: { codec: record.codec ?? codecString, ...plain, description: record.bytes } }
  }

  const encoder = new VideoEncoder({
    output: write,
    error: (error) => {
      broken ??= error
    },
  })
  encoder.configure({ codec: codecString, width, height, framerate: rate, bitrate, ...facts.extra })
  const healthy = () => {
    if (broken !== null) throw broken
  }

  return {
    source,
    async add(i420) {
      healthy()
      const frame = new VideoFrame(i420, {
        format: 'I420',
        codedWidth: width,
        codedHeight: height,
        timestamp: Math.round((added * 1e6) / rate),
        colorSpace: bt709,
      })
      encoder.encode(frame, { keyFrame: added % Math.max(1, Math.round(secondsBetweenKeys * rate)) === 0 })
      frame.close()
      added++
      while (encoder.encodeQueueSize > queueLimit && broken === null)
        await new Promise((room) => encoder.addEventListener('dequeue', room, { once: true }))
      healthy()
    },
    async finish() {
      await encoder.flush()
      healthy()
      line.end()
    },
    close() {
      if (encoder.state !== 'closed') encoder.close()
    },
  }
}
