import type { OscClient } from '../client.ts'
import { boolOf, numberOf } from '../values.ts'

/** What is told about the song itself. */
export interface SongFacts {
  tempo: number
  meter: { num: number; den: number }
  playing: boolean
  beats: number
  /** A little more than the end of the last clip: AbletonOSC tells no other. */
  lengthBeats: number
  loop: { on: boolean; start: number; length: number }
  metronome: boolean
}

export async function songFacts({ ask }: Pick<OscClient, 'ask'>, signal?: AbortSignal): Promise<SongFacts> {
  const get = async (property: string) => (await ask({ address: `/live/song/get/${property}` }, signal))[0]
  const [tempo, num, den, playing, beats, length, loop, start, span, metronome] = await Promise.all(
    [
      'tempo',
      'signature_numerator',
      'signature_denominator',
      'is_playing',
      'current_song_time',
      'song_length',
      'loop',
      'loop_start',
      'loop_length',
      'metronome',
    ].map(get),
  )
  return {
    tempo: numberOf(tempo),
    meter: { num: numberOf(num), den: numberOf(den) },
    playing: boolOf(playing),
    beats: numberOf(beats),
    lengthBeats: numberOf(length),
    loop: { on: boolOf(loop), start: numberOf(start), length: numberOf(span) },
    metronome: boolOf(metronome),
  }
}
