import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import type { Turn } from '../client.ts'
import { beyond, wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { placeFor } from '../places.ts'
import { inRow, trackAt } from '../refs.ts'
import { toColor } from '../told/color.ts'
import { monitoring as monitorings, noReturns, sendCount, trackFact, trackFacts } from '../told/track.ts'
import { bool, float, int, numberOf, text } from '../values.ts'
import { type Change, change, isTrue, until, write, writeIn } from '../writing.ts'

/** Tracks and their strips of the mixer. */
export const trackCommands = (live: Live): CommandHandler[] => {
  const { client, places } = live
  const countOf = async (turn: Turn) =>
    numberOf((await turn.ask({ address: '/live/song/get/num_tracks' }))[0])
  const grown = (turn: Turn, before: number) =>
    until(turn, async () => (await countOf(turn)) > before, 'the new track is not there')
  const look = (index: number, name: string, color: string | null): Change[] => [
    ...change({
      kind: 'track',
      property: 'name',
      place: [index],
      value: name === '' ? null : text(name),
      title: 'Name',
    }),
    ...change({
      kind: 'track',
      property: 'color',
      place: [index],
      value: toColor(color),
      title: null,
    }),
  ]
  return [
    handle(commands.listTracks, async (_, { signal, warn }) => {
      await places.refresh(signal)
      const tracks = await trackFacts(live, signal)
      warn(noReturns)
      return { tracks }
    }),
    handle(commands.createTrack, async ({ kind, name, index, color }, { signal }) => {
      if (kind === 'return') throw beyond('AbletonOSC makes return tracks, but cannot name or find them.')
      const made = await places.restructure(async (turn) => {
        const before = places.tracks.names.length
        const place = placeFor(index, before, 'tracks')
        turn.tell(`/live/song/create_${kind}_track`, int(index === null ? -1 : place))
        await grown(turn, before)
        places.tracks.insert(place)
        await writeIn(turn, look(place, name, color))
        return place
      }, signal)
      return trackFact(live, made, signal)
    }),
    handle(commands.deleteTrack, ({ track }, { signal }) =>
      places.restructure(async (turn) => {
        const { names } = places.tracks
        const index = inRow('track', places.tracks, track)
        turn.tell('/live/song/delete_track', int(index))
        await until(turn, async () => (await countOf(turn)) < names.length, `${names[index]} is still there`)
        // A group takes with it what is in it.
        places.tracks.remove(index, names.length - (await countOf(turn)))
        return { name: names[index] ?? '' }
      }, signal),
    ),
    handle(commands.duplicateTrack, async ({ track, name }, { signal }) => {
      const made = await places.restructure(async (turn) => {
        const before = places.tracks.names.length
        const index = inRow('track', places.tracks, track)
        if (await isTrue(turn, '/live/track/get/is_foldable', [index]))
          throw beyond('AbletonOSC does not tell where the copy of a group is.')
        turn.tell('/live/song/duplicate_track', int(index))
        await grown(turn, before)
        places.tracks.insert(index + 1)
        await writeIn(turn, look(index + 1, name, null))
        return index + 1
      }, signal)
      return trackFact(live, made, signal)
    }),
    handle(commands.setTrack, async ({ track, ...wanted }, { signal }) => {
      const index = await trackAt(live, track, signal)
      const { name, sends } = wanted
      const isStill = places.hold({ track: index })
      const called = places.tracks.names[index]
      if (wanted.arm !== null) {
        const [can] = await client.ask({ address: '/live/track/get/can_be_armed', place: [index] }, signal)
        if (can?.type !== 'boolean' || !can.value)
          throw wrong(`${called} cannot be armed.`, 'Choose an audio or MIDI track.')
      }
      if (sends.length > 0) {
        const count = await sendCount(live, signal)
        if (sends.length > count) throw wrong(`${called} has ${count} sends.`, 'Leave the others out.')
      }
      await write(client, changesOf(index, wanted), signal, () => name && places.tracks.rename(index, name))
      if (name === '') await places.refresh(signal)
      else await isStill(signal)
      return trackFact(live, index, signal)
    }),
  ]
}

interface Wanted {
  name: string | null
  color: string | null
  arm: boolean | null
  mute: boolean | null
  solo: boolean | null
  monitoring: (typeof monitorings)[number] | null
  volume: number | null
  pan: number | null
  sends: readonly (number | null)[]
}

function changesOf(index: number, wanted: Wanted): Change[] {
  const at = { kind: 'track', place: [index] }
  const flag = (property: 'arm' | 'mute' | 'solo', title: string) => {
    const on = wanted[property]
    return change({ ...at, property, value: on === null ? null : bool(on), title })
  }
  const level = (property: string, value: number | null, title: string) =>
    change({ ...at, property, value: value === null ? null : float(value), title })
  const { name, color, monitoring, volume, pan, sends } = wanted
  const listens = monitoring && int(monitorings.indexOf(monitoring))
  return [
    // Without a name Live gives one of its own.
    ...change({
      ...at,
      property: 'name',
      value: name === null ? null : text(name),
      title: name ? 'Name' : null,
    }),
    ...flag('arm', 'Arm'),
    ...flag('mute', 'Mute'),
    ...flag('solo', 'Solo'),
    ...change({ ...at, property: 'current_monitoring_state', value: listens, title: 'Monitoring' }),
    ...level('volume', volume, 'Volume'),
    ...level('panning', pan, 'Pan'),
    ...sends.flatMap((value, send) =>
      change({
        kind: 'track',
        property: 'send',
        place: [index, send],
        value: value === null ? null : float(value),
        title: `Send ${send + 1}`,
      }),
    ),
    ...change({ ...at, property: 'color', value: toColor(color), title: null }),
  ]
}
