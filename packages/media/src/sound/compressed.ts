import '../codecs.ts'
import { ALL_FORMATS, AudioSampleSink, FilePathSource, Input, type InputAudioTrack } from 'mediabunny'
import type { Container, Planes, SoundFacts } from './facts.ts'
import { damaged, truncated, unknownFormat } from './failures.ts'
import { planesOf } from './samples.ts'

/** A codec may round up to its own frame, and a tag may be a little off: what counts as cut short. */
const toleranceSec = 0.25

interface Opened extends Disposable {
  track: InputAudioTrack
}

async function openTrack(path: string, name: string): Promise<Opened> {
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined })
  const input = new Input({ source, formats: ALL_FORMATS })
  const close = () => input.dispose()
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null) throw unknownFormat(name, 'it has no sound track.')
    if (!(await track.canDecode())) {
      throw unknownFormat(name, `its codec (${(await track.getCodec()) ?? 'unknown'}) is not supported.`)
    }
    return { track, [Symbol.dispose]: close }
  } catch (error) {
    close()
    throw explain(error, name)
  }
}

/** Failures pass; whatever a demuxer or decoder throws means that the bytes are broken. */
function explain(error: unknown, name: string): unknown {
  if (error instanceof Error && 'failure' in error) return error
  return damaged(name, error instanceof Error ? error.message : String(error))
}

/** Facts of a FLAC, MP3, M4A, Ogg … file. `frames` stays `null`: only decoding tells. */
export async function compressedFacts(
  path: string,
  container: Container,
  name: string,
): Promise<Omit<SoundFacts, 'bytes' | 'remarks'>> {
  using opened = await openTrack(path, name)
  const { track } = opened
  try {
    const codec = (await track.getCodec()) ?? 'unknown'
    return {
      container,
      codec,
      sampleRate: await track.getSampleRate(),
      channels: await track.getNumberOfChannels(),
      durationSec: (await track.getDurationFromMetadata()) ?? (await track.computeDuration()),
      frames: null,
      bitDepth: null,
    }
  } catch (error) {
    throw explain(error, name)
  }
}

/**
 * Decodes a compressed file. Samples before time 0 (encoder priming) are dropped and a late start is filled with
 * silence, so that sample n sounds at n / rate. Fails with `audio.damaged` or `audio.truncated`.
 */
export async function* compressedBlocks(
  path: string,
  facts: SoundFacts,
  name: string,
): AsyncGenerator<Planes, void, undefined> {
  using opened = await openTrack(path, name)
  // The native decoder's callbacks do not hold the event loop.
  const alive = setInterval(() => undefined, 1000)
  let frames = 0
  try {
    let first = true
    for await (const sample of new AudioSampleSink(opened.track).samples()) {
      const start = Math.round(sample.timestamp * facts.sampleRate)
      let planes = planesOf(sample)
      sample.close()
      if (frames === 0 && start < 0) planes = planes.map((plane) => plane.subarray(-start))
      if (first && start > 0) yield planes.map(() => new Float32Array(start))
      if (first && start > 0) frames += start
      first = false
      frames += planes[0]?.length ?? 0
      if ((planes[0]?.length ?? 0) > 0) yield planes
    }
  } catch (error) {
    throw explain(error, name)
  } finally {
    clearInterval(alive)
  }
  const gotSec = frames / facts.sampleRate
  if (gotSec + toleranceSec < facts.durationSec) throw truncated(name, gotSec, facts.durationSec)
}
