import { rm } from 'node:fs/promises'
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FilePathTarget,
  type InputAudioTrack,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import type { SoundFacts } from '../sound/facts.ts'
import { openSound } from '../sound/open.ts'
import { createWav } from '../sound/wavWriter.ts'
import { unreadable, withFilm } from './openFilm.ts'

export interface ExtractOptions {
  /** Where the sound goes; removed again on failure or cancel. */
  out: string
  /** `copy` takes AAC over as it is, bit for bit, and decodes anything else; `wav` always decodes. */
  as: 'wav' | 'copy'
  name: string
  signal: AbortSignal
  /** Seconds written so far. */
  onProgress(sec: number): void
}

export interface ExtractedSound {
  mime: 'audio/wav' | 'audio/mp4'
  extension: '.wav' | '.m4a'
  facts: SoundFacts
}

async function copyPackets(track: InputAudioTrack, { out, signal, onProgress }: ExtractOptions) {
  const source = new EncodedAudioPacketSource('aac')
  const target = new FilePathTarget(out)
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  output.addAudioTrack(source)
  const decoderConfig = await track.getDecoderConfig()
  await output.start()
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      signal.throwIfAborted()
      await source.add(packet, decoderConfig === null ? undefined : { decoderConfig })
      onProgress(packet.timestamp)
    }
    source.close()
    await output.finalize()
  } catch (error) {
    await output.cancel()
    throw error
  }
}

async function decodeToWav(path: string, { out, name, signal, onProgress }: ExtractOptions) {
  const sound = await openSound(path, { name })
  const { sampleRate, channels, durationSec } = sound.facts
  // A codec pads its last packet; the file's own length ends before that.
  const limit = Math.round(durationSec * sampleRate)
  const wav = await createWav(out, { sampleRate, channels, bits: 24 })
  let frames = 0
  try {
    for await (const planes of sound.blocks({ signal })) {
      await wav.write(planes.map((plane) => plane.subarray(0, limit - frames)))
      frames += planes[0]?.length ?? 0
      onProgress(frames / sampleRate)
      if (frames >= limit) break
    }
    await wav.close()
  } catch (error) {
    await wav.abort()
    throw error
  }
}

/**
 * Takes the sound out of a film. Its first sample is the one that plays at the film's start. Fails with
 * `video.unreadable` when the film has no sound, or with `audio.*`.
 */
export async function extractSound(path: string, options: ExtractOptions): Promise<ExtractedSound> {
  const { facts } = await openSound(path, options)
  const copied = await withFilm(
    path,
    async (input, name) => {
      const track = await input.getPrimaryAudioTrack()
      if (track === null) throw unreadable(name, 'it has no sound.')
      if (options.as === 'wav' || (await track.getCodec()) !== 'aac') return false
      try {
        await copyPackets(track, options)
      } catch (error) {
        await rm(options.out, { force: true })
        throw error
      }
      return true
    },
    options.name,
  )
  if (copied) return { mime: 'audio/mp4', extension: '.m4a', facts }
  await decodeToWav(path, options)
  return { mime: 'audio/wav', extension: '.wav', facts }
}
