import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import { beyond, wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { inRow, trackAt } from '../refs.ts'
import { text, textOf } from '../values.ts'
import { writeIn } from '../writing.ts'

/** What an English Live calls the entries that are no tracks. */
const categories: Record<string, string> = {
  Resampling: 'resampling',
  Main: 'master',
  Master: 'master',
  'No Input': 'none',
  'No Output': 'none',
  'Ext. In': 'external',
  'Ext. Out': 'external',
  Group: 'parent_group_track',
}

/** Where tracks take their sound from and send it to. AbletonOSC knows the menus by their words alone. */
export const routingCommands = (live: Live): CommandHandler[] => {
  const { client, places } = live
  const names = async (track: number, property: string, signal: AbortSignal) =>
    (await client.ask({ address: `/live/track/get/${property}`, place: [track] }, signal)).map(textOf)
  const current = async (track: number, end: string, signal: AbortSignal) => {
    const [[type = ''] = [], [channel = ''] = []] = await Promise.all([
      names(track, `${end}_routing_type`, signal),
      names(track, `${end}_routing_channel`, signal),
    ])
    return { type, category: categoryOf(type, places.tracks.names), channel }
  }
  return [
    handle(commands.listRoutings, async ({ track, end }, { signal }) => {
      const index = await trackAt(live, track, signal)
      const [types, channels] = await Promise.all([
        names(index, `available_${end}_routing_types`, signal),
        names(index, `available_${end}_routing_channels`, signal),
      ])
      return {
        current: await current(index, end, signal),
        types: types.map((name) => ({ name, category: categoryOf(name, places.tracks.names) })),
        channels,
      }
    }),
    handle(commands.setRouting, async ({ track, end, to, channel }, { signal }) => {
      const index = await trackAt(live, track, signal)
      const types = await names(index, `available_${end}_routing_types`, signal)
      const wanted = wantedType(types, to, (ref) =>
        entryOf(inRow('track', places.tracks, ref), places.tracks.names),
      )
      const at = { kind: 'track', place: [index] }
      const isStill = places.hold({ track: index })
      await client.alone(async (turn) => {
        const type = { ...at, property: `${end}_routing_type`, value: text(wanted), title: 'Routing' }
        await writeIn(turn, [type])
        if (channel === null) return
        const address = `/live/track/get/available_${end}_routing_channels`
        const channels = (await turn.ask({ address, place: [index] })).map(textOf)
        if (!channels.includes(channel))
          throw wrong(`There is no channel “${channel}”; there are ${channels.join(', ')}.`)
        await writeIn(turn, [
          { ...at, property: `${end}_routing_channel`, value: text(channel), title: 'Channel' },
        ])
      }, signal)
      await isStill(signal)
      return current(index, end, signal)
    }),
  ]
}

/** An unknown name is passed over by AbletonOSC without a word, so it is looked for before. */
function wantedType(
  types: readonly string[],
  to: { category: string } | { track: string } | { name: string },
  entry: (ref: string) => string,
): string {
  const wanted =
    'name' in to
      ? to.name
      : 'track' in to
        ? entry(to.track)
        : (types.find((name) => categories[name] === to.category) ?? null)
  if (wanted === null)
    throw beyond('AbletonOSC tells the entries of the menu by their words alone, and none of them is known.')
  if (types.includes(wanted)) return wanted
  throw wrong(`It cannot be connected to “${wanted}”; it can to ${types.join(', ')}.`, 'Choose one of these.')
}

const entryOf = (index: number, names: readonly string[]) => `${index + 1}-${names[index]}`

function categoryOf(name: string, tracks: readonly string[]): string {
  if (tracks.some((_, index) => entryOf(index, tracks) === name)) return 'track'
  return categories[name] ?? 'unknown'
}
