import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import { beyond } from '../failure.ts'
import type { Live } from '../live.ts'
import { clipNames } from '../refs.ts'
import { clipFact } from '../told/clip.ts'
import { locatorFact, locatorsOf } from '../told/locator.ts'
import { sceneFact } from '../told/scene.ts'
import { songFacts } from '../told/song.ts'
import { noReturns, trackFacts } from '../told/track.ts'

/** The open set. Its name, its path and what is in its arrangement AbletonOSC does not tell. */
export const setCommands = (live: Live): CommandHandler[] => [
  handle(commands.snapshot, async ({ clips, arrangement }, { signal, warn }) => {
    if (arrangement) throw beyond('AbletonOSC does not tell enough of the clips in the arrangement.')
    const { places } = live
    await places.refresh(signal)
    const [song, locators, tracks, scenes] = await Promise.all([
      songFacts(live.client, signal),
      locatorsOf(live, signal),
      trackFacts(live, signal),
      Promise.all(places.scenes.names.map((_, index) => sceneFact(live, index, signal))),
    ])
    warn(noReturns)
    return {
      ...song,
      name: '',
      path: null,
      locators: locators.toSorted((a, b) => a.beats - b.beats).map((one) => locatorFact(live, one)),
      tracks,
      scenes,
      clips: clips ? await allClips(live, signal) : [],
    }
  }),
]

async function allClips(live: Live, signal: AbortSignal) {
  const rows = await Promise.all(live.places.tracks.names.map((_, track) => clipNames(live, track, signal)))
  const slots = rows.flatMap((names, track) =>
    names.flatMap((name, scene) => (name === null ? [] : [{ track, scene }])),
  )
  return Promise.all(slots.map((slot) => clipFact(live, slot, signal)))
}
