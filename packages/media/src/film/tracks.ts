import { type Fps, fail } from '@segue/protocol'
import type { Output } from 'mediabunny'
import type { Loudness } from '../analysis/loudness.ts'
import type { Sound } from '../sound/facts.ts'
import { PacketOrder } from './packetOrder.ts'
import type { PictureCodec } from './pictureCodec.ts'
import { openPictureTrack } from './pictureTrack.ts'
import { openSoundTrack, type SoundCodec } from './soundTrack.ts'

/** What goes into a film file. */
export interface TrackOptions {
  /** I420 pictures in order, BT.709 limited; each is used up before the next one is asked for. */
  pictures: AsyncIterable<Uint8Array>
  /** How many pictures there are. */
  total: number
  width: number
  height: number
  fps: Fps
  codec: PictureCodec
  bitrate: number
  sound: { from: Sound; codec: SoundCodec; bitrate: number } | null
  signal: AbortSignal
  /** Awaited after each picture. */
  onPicture(done: number): Promise<void>
}

/** The sound as it stands in the film. */
export interface WrittenSound {
  sampleRate: number
  channels: number
  loudness: Loudness
}

/** What is said when a sequence ends before it should. */
export const framesMissing = (done: number, total: number) =>
  fail({
    code: 'film.frames_missing',
    message: `Only ${done} of ${total} frames are there.`,
    hint: 'Run the step that makes the frames again.',
    kind: 'input',
  })

/** Encodes pictures and sound into a file, and closes it. Fails with `film.frames_missing`. */
export async function writeTracks(output: Output, options: TrackOptions): Promise<WrittenSound | null> {
  const { fps, total, signal, sound, pictures, width, height, codec, bitrate } = options
  const order = new PacketOrder()
  const picture = openPictureTrack({ width, height, fps, codec, bitrate, line: order.open() })
  const track =
    sound &&
    openSoundTrack(sound.from, {
      durationSec: (total * fps.den) / fps.num,
      codec: sound.codec,
      bitrate: sound.bitrate,
      signal,
      line: order.open(),
    })
  try {
    output.addVideoTrack(picture.source, { frameRate: fps.num / fps.den, maximumPacketCount: total })
    if (track) output.addAudioTrack(track.source, { maximumPacketCount: track.maximumPacketCount })
    await output.start()
    let done = 0
    for await (const i420 of pictures) {
      signal.throwIfAborted()
      await picture.add(i420)
      await track?.advance((done * fps.den) / fps.num + 0.5)
      await order.settled()
      done++
      await options.onPicture(done)
    }
    if (done < total) throw framesMissing(done, total)
    const [, loudness] = await Promise.all([picture.finish(), track?.finish()])
    await order.settled()
    await output.finalize()
    if (!track || !loudness) return null
    return { sampleRate: track.sampleRate, channels: track.channels, loudness }
  } finally {
    picture.close()
    track?.close()
  }
}
