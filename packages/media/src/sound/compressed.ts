import { ALL_FORMATS, AudioSampleSink, FilePathSource, Input, type InputAudioTrack } from 'mediabunny'
import { useCodecs } from '../codecs.ts'
import type { Container, Planes, SoundFacts } from './facts.ts'
import { damaged, truncated, unknownFormat } from './failures.ts'
import { type Mp3Gap, readMp3Gap } from './mp3Gap.ts'
import { planesOf } from './samples.ts'

/** A codec may round up to its own frame, and a tag may be a little off: what counts as cut short. */
const toleranceSec = 0.25

interface Opened extends Disposable {
  track: InputAudioTrack
}

async function openTrack(path: string, name: string): Promise<Opened> {
  const codecs = useCodecs()
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined })
  const input = new Input({ source, formats: ALL_FORMATS })
  const close = () => {
    input.dispose()
    codecs[Symbol.dispose]()
  }
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null && (await input.getTracks()).length > 0) throw unknownFormat(name, 'it has no sound.')
    if (track === null)
      throw damaged(name, 'no sound can be found in it. The export or copy may not have finished.')
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
function explain(error: unknown, name: string, atSec = 0): unknown {
  if (error instanceof Error && 'failure' in error) return error
  return damaged(
    name,
    atSec > 0 ? `it cannot be decoded beyond ${atSec.toFixed(2)} s.` : 'it cannot be decoded.',
  )
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
    const sampleRate = await track.getSampleRate()
    const gap = container === 'mp3' ? await readMp3Gap(path) : null
    const declaredSec = (await track.getDurationFromMetadata()) ?? (await track.computeDuration())
    return {
      container,
      codec,
      sampleRate,
      channels: await track.getNumberOfChannels(),
      durationSec: gap === null ? declaredSec : gap.frames / sampleRate,
      frames: null,
      bitDepth: null,
    }
  } catch (error) {
    throw explain(error, name)
  }
}

/**
 * Decodes a compressed file. What the encoder added in front (before time 0, or by an MP3's tag) is left out and a
 * late start is filled with silence, so that sample n sounds at n / rate. Fails with `audio.damaged` or `audio.truncated`.
 */
export async function* compressedBlocks(
  path: string,
  facts: SoundFacts,
  name: string,
): AsyncGenerator<Planes, void, undefined> {
  const gap = facts.container === 'mp3' ? await readMp3Gap(path) : null
  const decoded = decodedBlocks(path, facts, name)
  yield* gap === null ? decoded : withoutGap(decoded, gap)
}

async function* decodedBlocks(
  path: string,
  facts: SoundFacts,
  name: string,
): AsyncGenerator<Planes, void, undefined> {
  using opened = await openTrack(path, name)
  let frames = 0
  try {
    for await (const sample of new AudioSampleSink(opened.track).samples()) {
      const start = Math.round(sample.timestamp * facts.sampleRate)
      const decoded = planesOf(sample)
      sample.close()
      const planes = frames === 0 ? placed(decoded, start) : decoded
      const length = planes[0]?.length ?? 0
      frames += length
      if (length > 0) yield planes
    }
  } catch (error) {
    throw explain(error, name, frames / facts.sampleRate)
  }
  const missing = Math.round(facts.durationSec * facts.sampleRate) - frames
  if (missing > toleranceSec * facts.sampleRate)
    throw truncated(name, frames / facts.sampleRate, facts.durationSec)
  // The demuxer (mediabunny 1.61) leaves out a last FLAC frame of a few bytes, which holds silence.
  if (facts.container === 'flac' && missing > 0) yield silence(facts.channels, missing)
}

const silence = (channels: number, frames: number): Planes =>
  Array.from({ length: channels }, () => new Float32Array(frames))

/** The sound itself, without what the encoder put before and after it. */
async function* withoutGap(
  blocks: AsyncIterable<Planes>,
  { start, frames }: Mp3Gap,
): AsyncGenerator<Planes, void, undefined> {
  let at = -start
  for await (const block of blocks) {
    const length = block[0]?.length ?? 0
    const [from, to] = [Math.max(0, -at), Math.min(length, frames - at)]
    if (to > from) yield block.map((plane) => plane.subarray(from, to))
    at += length
  }
}

/** The first samples of a file on its clock: without what lies before 0, after silence when it starts late. */
function placed(planes: Planes, start: number): Planes {
  if (start <= 0) return planes.map((plane) => plane.subarray(-start))
  return planes.map((plane) => {
    const late = new Float32Array(start + plane.length)
    late.set(plane, start)
    return late
  })
}
