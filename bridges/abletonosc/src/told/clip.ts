import type { live as commands } from '@segue/protocol'
import type { z } from 'zod'
import type { Live } from '../live.ts'
import { boolOf, numberOf, textOf } from '../values.ts'
import { colorOf } from './color.ts'

type ClipFact = z.infer<typeof commands.setClip.result>

/** What is told about the clip in a slot. */
export async function clipFact(
  live: Live,
  { track, scene }: { track: number; scene: number },
  signal: AbortSignal,
): Promise<ClipFact> {
  const ask = async (property: string) =>
    (await live.client.ask({ address: `/live/clip/get/${property}`, place: [track, scene] }, signal))[0]
  const [called, audio, color, length, looping, muted, playing, triggered, recording] = await Promise.all(
    [
      'name',
      'is_audio_clip',
      'color',
      'length',
      'looping',
      'muted',
      'is_playing',
      'is_triggered',
      'is_recording',
    ].map(ask),
  )
  const isAudio = boolOf(audio)
  const name = textOf(called)
  const file = isAudio ? textOf(await ask('file_path')) : ''
  return {
    clip: clipHandle(live, { track, scene }, name),
    track: `track:${live.places.tracks.idAt(track)}`,
    scene: `scene:${live.places.scenes.idAt(scene)}`,
    name,
    kind: isAudio ? 'audio' : 'midi',
    color: colorOf(color),
    start: null,
    length: numberOf(length),
    looping: boolOf(looping),
    muted: boolOf(muted),
    state: boolOf(recording)
      ? 'recording'
      : boolOf(triggered)
        ? 'triggered'
        : boolOf(playing)
          ? 'playing'
          : 'stopped',
    file: file || null,
  }
}

/** The handle of a clip: the same as long as its track, its scene and its name are. */
export function clipHandle(
  { clips, places }: Live,
  at: { track: number; scene: number },
  name: string,
): string {
  const [track, scene] = [places.tracks.idAt(at.track), places.scenes.idAt(at.scene)]
  return clips.of(`${track} ${scene}`, { track, scene, name }, (known) => known.name === name)
}
