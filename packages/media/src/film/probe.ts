import type { Fps } from '@segue/protocol'
import type { Input, InputVideoTrack } from 'mediabunny'
import { parseFps } from '../time/fps.ts'
import { unreadable, withFilm } from './openFilm.ts'

/** What a film is, read from its index without decoding. */
export interface ProbeFacts {
  /** Mime type with codec strings, e.g. `video/mp4; codecs="avc1.64001e, mp4a.40.2"`. */
  mime: string
  durationSec: number
  video: {
    codec: string
    width: number
    height: number
    /** `null` for a single frame, or a rate that no film has. */
    fps: Fps | null
    frames: number
    durationSec: number
    colour: VideoColorSpaceInit
  }
  sound: {
    codec: string
    sampleRate: number
    channels: number
    durationSec: number
    /** Bits per second, on average. */
    bitrate: number
  } | null
}

const isRate = (rate: number) => rate >= 1 && rate <= 240

const usualRates = [24_000 / 1001, 24, 25, 30_000 / 1001, 30, 48, 50, 60_000 / 1001, 60, 100, 120]
const roundedSec = 0.0011

/** Matroska rounds times to milliseconds; a usual rate that fits within that is meant. */
function meantRate(average: number, packets: number): number {
  const off = (rate: number) => Math.abs(packets / rate - packets / average)
  const nearest = usualRates.reduce((best, rate) => (off(rate) < off(best) ? rate : best))
  return off(nearest) < roundedSec ? nearest : average
}

async function videoFacts(track: InputVideoTrack, roundsTimes: boolean): Promise<ProbeFacts['video']> {
  const { packetCount, averagePacketRate } = await track.computePacketStats()
  const rate = roundsTimes ? meantRate(averagePacketRate, packetCount) : averagePacketRate
  const start = await track.getFirstTimestamp()
  return {
    codec: (await track.getCodec()) ?? 'unknown',
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    fps: packetCount > 1 && isRate(rate) ? parseFps(rate) : null,
    frames: packetCount,
    durationSec: (await track.computeDuration()) - start,
    colour: await track.getColorSpace(),
  }
}

async function soundFacts(input: Input): Promise<ProbeFacts['sound']> {
  const track = await input.getPrimaryAudioTrack()
  if (track === null) return null
  return {
    codec: (await track.getCodec()) ?? 'unknown',
    sampleRate: await track.getSampleRate(),
    channels: await track.getNumberOfChannels(),
    durationSec: await track.computeDuration(),
    bitrate: (await track.computePacketStats()).averageBitrate,
  }
}

/** Probes a film. Fails with `video.unreadable` when it is none, is damaged, or has no picture. */
export async function probeFilm(path: string, options: { name?: string } = {}): Promise<ProbeFacts> {
  return withFilm(
    path,
    async (input, name) => {
      const track = await input.getPrimaryVideoTrack()
      if (track === null) throw unreadable(name, 'it has no picture.')
      const mime = await input.getMimeType()
      return {
        mime,
        durationSec: await input.computeDuration(),
        video: await videoFacts(track, /webm|matroska/.test(mime)),
        sound: await soundFacts(input),
      }
    },
    options.name,
  )
}
