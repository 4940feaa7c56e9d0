import '../codecs.ts'
import type { Fps } from '@segue/protocol'
import { EncodedPacket, EncodedVideoPacketSource } from 'mediabunny'
import type { PacketLine } from './packetOrder.ts'
import { tagAvcConfig } from './parameterSets.ts'

const bt709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const

/** How hard the picture is squeezed: bits per second at 24 frames, per pixel, and the least ever used. */
const bitrates = { draft: { perPixel: 3.5, least: 1_500_000 }, final: { perPixel: 8, least: 5_000_000 } }
export type FilmQuality = keyof typeof bitrates

/** The H.264 side of a film. */
export interface PictureTrack {
  source: EncodedVideoPacketSource
  /** Encodes one I420 picture, BT.709 limited; resolves when there is room for the next. */
  add(i420: Uint8Array): Promise<void>
  /** Encodes the rest and puts it in line. */
  finish(): Promise<void>
  close(): void
}

interface PictureOptions {
  width: number
  height: number
  fps: Fps
  quality: FilmQuality
  line: PacketLine
}

const secondsBetweenKeys = 2
const queueLimit = 4

/** Opens an H.264 encoder whose packets carry exact frame times, whatever the rounding inside the encoder. */
export function openPictureTrack({ width, height, fps, quality, line }: PictureOptions): PictureTrack {
  const source = new EncodedVideoPacketSource('avc')
  const rate = fps.num / fps.den
  const { perPixel, least } = bitrates[quality]
  let added = 0
  let broken: unknown = null

  const write = (chunk: EncodedVideoChunk, metadata?: EncodedVideoChunkMetadata) => {
    const index = Math.round((chunk.timestamp * rate) / 1e6)
    const data = new Uint8Array(chunk.byteLength)
    chunk.copyTo(data)
    const packet = new EncodedPacket(data, chunk.type, (index * fps.den) / fps.num, fps.den / fps.num)
    const description = metadata?.decoderConfig?.description
    const config = description === undefined ? undefined : configOf(description)
    line.push(packet.timestamp, () => source.add(packet, config))
  }
  const configOf = (
    description: NonNullable<VideoDecoderConfig['description']>,
  ): EncodedVideoChunkMetadata => {
    const bytes = ArrayBuffer.isView(description)
      ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
      : new Uint8Array(description)
    const codec = `avc1.${Buffer.from(bytes.subarray(1, 4)).toString('hex')}`
    return {
      decoderConfig: {
        codec,
        codedWidth: width,
        codedHeight: height,
        colorSpace: bt709,
        description: tagAvcConfig(bytes),
      },
    }
  }

  const encoder = new VideoEncoder({
    output: write,
    error: (error) => {
      broken ??= error
    },
  })
  encoder.configure({
    codec: 'avc1.640028',
    width,
    height,
    framerate: rate,
    bitrate: Math.round(Math.max(least, perPixel * width * height * Math.sqrt(rate / 24))),
    avc: { format: 'avc' },
  })
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
