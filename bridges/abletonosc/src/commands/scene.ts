import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import { wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { placeFor } from '../places.ts'
import { inRow, sceneAt } from '../refs.ts'
import { toColor } from '../told/color.ts'
import { sceneFact } from '../told/scene.ts'
import { bool, float, int, numberOf, numberOrNull, text } from '../values.ts'
import { change, isTrue, until, write, writeIn } from '../writing.ts'

/** The rows of the session. */
export const sceneCommands = (live: Live): CommandHandler[] => {
  const { client, places } = live
  const named = (index: number, name: string | null) =>
    change({
      kind: 'scene',
      property: 'name',
      place: [index],
      value: name === null ? null : text(name),
      title: 'Name',
    })
  return [
    handle(commands.createScene, async ({ name, index }, { signal }) => {
      const made = await places.restructure(async (turn) => {
        const before = places.scenes.names.length
        const place = placeFor(index, before, 'scenes')
        turn.tell('/live/song/create_scene', int(index === null ? -1 : place))
        const count = async () => numberOf((await turn.ask({ address: '/live/song/get/num_scenes' }))[0])
        await until(turn, async () => (await count()) > before, 'the new scene is not there')
        places.scenes.insert(place)
        await writeIn(turn, named(place, name || null))
        return place
      }, signal)
      return sceneFact(live, made, signal)
    }),
    handle(commands.deleteScene, ({ scene }, { signal }) =>
      places.restructure(async (turn) => {
        const { names } = places.scenes
        const index = inRow('scene', places.scenes, scene)
        if (names.length === 1) throw wrong('A set has at least one scene.', 'Leave this one.')
        turn.tell('/live/song/delete_scene', int(index))
        const count = async () => numberOf((await turn.ask({ address: '/live/song/get/num_scenes' }))[0])
        await until(turn, async () => (await count()) < names.length, 'the scene is still there')
        places.scenes.remove(index, 1)
        return { name: names[index] ?? '' }
      }, signal),
    ),
    handle(commands.setScene, async ({ scene, name, color, tempo }, { signal }) => {
      const index = await sceneAt(live, scene, signal)
      const isStill = places.hold({ scene: index })
      const at = { kind: 'scene', place: [index] }
      await write(
        client,
        [
          ...named(index, name),
          ...change({
            ...at,
            property: 'tempo',
            value: tempo === null ? null : float(tempo),
            title: 'Tempo',
          }),
          ...change({
            ...at,
            property: 'tempo_enabled',
            value: tempo === null ? null : bool(true),
            title: 'Own tempo',
          }),
          ...change({ ...at, property: 'color', value: toColor(color), title: null }),
        ],
        signal,
        () => name !== null && places.scenes.rename(index, name),
      )
      await isStill(signal)
      return sceneFact(live, index, signal)
    }),
    handle(commands.fireScene, async ({ scene }, { signal }) => {
      const index = await sceneAt(live, scene, signal)
      await client.alone(async (turn) => {
        const more = [int(0), int(-1), text('track.fired_slot_index'), text('track.playing_slot_index')]
        const isFired = async () =>
          (await turn.ask({ address: '/live/song/get/track_data', more })).some(
            (row) => numberOrNull(row) === index,
          ) || (await isTrue(turn, '/live/scene/get/is_empty', [index]))
        turn.tell('/live/scene/fire', int(index))
        await until(turn, isFired, 'the scene does not start')
      }, signal)
      return sceneFact(live, index, signal)
    }),
  ]
}
