import type { BridgeTopic } from '@segue/bridge'
import { documentTopicOf } from './document.ts'
import type { Live } from './live.ts'
import { clipFact } from './told/clip.ts'
import { songFacts } from './told/song.ts'
import { ofAllTracks } from './told/track.ts'
import { numberOf, numberOrNull } from './values.ts'

/** What AbletonOSC tells by itself, in the words of the Remote Script. */
export const liveTopics = (live: Live): BridgeTopic[] => [
  documentTopicOf(live),
  songTopic(live, {
    topic: 'transport',
    title: 'Play and stop, loop and metronome',
    properties: ['is_playing', 'loop', 'loop_start', 'loop_length', 'metronome'],
    tell: ({ playing, loop, metronome, beats }) => ({ playing, loop, metronome, beats }),
  }),
  songTopic(live, {
    topic: 'tempo',
    title: 'Tempo and time signature',
    properties: ['tempo', 'signature_numerator', 'signature_denominator'],
    tell: ({ tempo, meter }) => ({ bpm: tempo, meter }),
  }),
  beatTopic(live),
  tracksTopic(live),
  launchTopic(live),
]

type Song = Awaited<ReturnType<typeof songFacts>>

/** Told at once and whenever one of the properties of the song changes. */
const songTopic = (
  { client, ears }: Live,
  {
    topic,
    title,
    properties,
    tell,
  }: Pick<BridgeTopic, 'topic' | 'title'> & {
    properties: readonly string[]
    tell(song: Song): Parameters<Parameters<BridgeTopic['start']>[0]>[0]
  },
): BridgeTopic => ({
  topic,
  title,
  start(publish) {
    let told = ''
    const look = once(async () => {
      const now = tell(await songFacts(client))
      // The position alone is no news.
      const news = JSON.stringify({ ...Object(now), beats: null })
      if (news !== told) publish(now, 'now')
      told = news
    })
    const stops = properties.map((property) => ears.hear({ kind: 'song', property }, look))
    return () => stops.forEach((stop) => void stop())
  },
})

/** AbletonOSC tells a beat by its number alone. */
const beatTopic = ({ ears }: Live): BridgeTopic => ({
  topic: 'beat',
  title: 'Every beat while it plays',
  start(publish) {
    const song = { tempo: 120, signature_numerator: 4, signature_denominator: 4, is_playing: 0 }
    let last = -1
    const stops = (Object.keys(song) as (keyof typeof song)[]).map((property) =>
      ears.hear({ kind: 'song', property }, (value) => {
        song[property] = numberOf(value)
      }),
    )
    stops.push(
      ears.hear({ kind: 'song', property: 'beat' }, (value) => {
        const beat = numberOf(value)
        if (beat === last || song.is_playing === 0) return
        last = beat
        const bar = (song.signature_numerator * 4) / song.signature_denominator
        publish({ beat, bar: Math.floor(beat / bar), beatInBar: Math.floor(beat % bar), bpm: song.tempo })
      }),
    )
    return () => stops.forEach((stop) => void stop())
  },
})

const tracksTopic = ({ places }: Live): BridgeTopic => ({
  topic: 'tracks',
  title: 'Tracks that come, go, move or get another name',
  start(publish) {
    const tell = () =>
      publish(
        {
          tracks: places.tracks.names.map((name, index) => ({
            track: `track:${places.tracks.idAt(index)}`,
            name,
          })),
        },
        'now',
      )
    tell()
    return places.onChange(tell)
  },
})

/**
 * An update may come under the place that a track had before. So it is only taken as a reason to look, and what plays
 * where is read and compared.
 */
const launchTopic = (live: Live): BridgeTopic => ({
  topic: 'clip.launched',
  title: 'Session clips that begin to play',
  start(publish) {
    const { ears, places } = live
    const ended = new AbortController()
    const playing = new Map<number, number>()
    let stops: (() => void)[] = []
    const look = once(async () => {
      const { signal } = ended
      const { names, idAt, edits } = places.tracks
      const rows = await ofAllTracks(live, ['playing_slot_index'], signal)
      // The tracks have moved meanwhile: what was read belongs to nobody. They are looked at again for that.
      if (names !== places.tracks.names || edits !== places.tracks.edits) return
      for (const [track, row] of rows.entries()) {
        const [id, scene] = [idAt(track), numberOrNull(row.playing_slot_index) ?? -1]
        const before = playing.get(id)
        playing.set(id, scene)
        if (scene >= 0 && before !== undefined && before !== scene)
          publish(await clipFact(live, { track, scene }, signal))
      }
    })
    const attach = () => {
      for (const stop of stops) stop()
      stops = places.tracks.names.map((_, track) =>
        ears.hear({ kind: 'track', property: 'playing_slot_index', place: [track] }, look),
      )
      look()
    }
    attach()
    const stopLooking = places.onChange(attach)
    return () => {
      ended.abort()
      stopLooking()
      for (const stop of stops) stop()
    }
  },
})

/** Runs `work` once at a time, and once more when it was wanted meanwhile. What fails is left to the next time. */
function once(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  const run = async () => {
    again = running
    if (running) return
    running = true
    await work().catch(() => {})
    running = false
    if (again) void run()
  }
  return () => void run()
}
