import type { BridgeTopic } from '@segue/bridge'
import { documentTopic } from '@segue/protocol'
import type { Live } from './live.ts'
import { songFacts } from './told/song.ts'

/** How often the position is told while Live plays. */
const positionMs = 250

/** The open set. What it is called and where it lies AbletonOSC does not tell. */
export const documentTopicOf = ({ client, ears, places }: Live): BridgeTopic => ({
  topic: documentTopic,
  title: 'The open set, its tempo and where it is',
  start(publish) {
    let stopped = false
    let looking = false
    let again = false
    let timer: NodeJS.Timeout | undefined
    let told = ''
    /** One look at a time: what changes meanwhile is seen by one more look after it. */
    const look = async () => {
      again = looking
      if (looking || stopped) return
      looking = true
      clearTimeout(timer)
      const song = await songFacts(client).catch(() => null)
      looking = false
      if (stopped || song === null) return
      const document = {
        name: 'Live Set',
        path: null,
        unsaved: null,
        playing: song.playing,
        tempo: song.tempo,
        meter: song.meter,
        beats: song.beats,
        sec: (song.beats * 60) / song.tempo,
        frame: null,
        fps: null,
        facts: {
          Tracks: places.tracks.names.length,
          Scenes: places.scenes.names.length,
          Through: 'AbletonOSC',
        },
      }
      const now = JSON.stringify(document)
      if (now !== told) publish(document, 'document')
      told = now
      if (again) void look()
      else if (song.playing) timer = setTimeout(look, positionMs)
    }
    const properties = ['is_playing', 'tempo', 'signature_numerator', 'signature_denominator'] as const
    const stops = properties.map((property) => ears.hear({ kind: 'song', property }, () => void look()))
    stops.push(places.onChange(() => void look()))
    void look()
    return () => {
      stopped = true
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  },
})
