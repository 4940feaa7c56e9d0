import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands, fail } from '@segue/protocol'
import type { Turn } from '../client.ts'
import type { Live, Locator } from '../live.ts'
import { locatorAt } from '../refs.ts'
import { locatorFact, locatorsOf } from '../told/locator.ts'
import { float, int, numberOf, text } from '../values.ts'
import { isTrue, until } from '../writing.ts'
import { goTo } from './transport.ts'

const samePlace = 1e-3

/** Named places of the arrangement. */
export const locatorCommands = (live: Live): CommandHandler[] => {
  const { client } = live
  const inTurn = ({ ask }: Turn, signal: AbortSignal) =>
    locatorsOf({ ...live, client: { ...client, ask } }, signal)
  const find = (all: readonly Locator[], at: number) =>
    all.findIndex(({ beats }) => Math.abs(beats - at) < samePlace)
  return [
    handle(commands.listLocators, async (_, { signal }) => {
      const all = await locatorsOf(live, signal)
      return { locators: all.toSorted((a, b) => a.beats - b.beats).map((one) => locatorFact(live, one)) }
    }),
    handle(commands.setLocator, async ({ at, name }, { signal }) => {
      const made = await client.alone(async (turn) => {
        if (find(await inTurn(turn, signal), at) < 0) {
          await toggle(turn, at)
          await until(turn, async () => find(await inTurn(turn, signal), at) >= 0, 'the locator is not there')
        }
        const index = find(await inTurn(turn, signal), at)
        if (name !== '') {
          turn.tell('/live/song/cue_point/set/name', int(index), text(name))
          const isNamed = async () => (await inTurn(turn, signal))[index]?.name === name
          await until(turn, isNamed, `the locator is not called ${name}`)
        }
        return (await inTurn(turn, signal))[index]
      }, signal)
      return locatorFact(live, made ?? { name, beats: at })
    }),
    handle(commands.deleteLocator, async ({ locator: ref }, { signal }) => {
      const { locator } = await locatorAt(live, ref, signal)
      await client.alone(async (turn) => {
        await toggle(turn, locator.beats)
        const isGone = async () => find(await inTurn(turn, signal), locator.beats) < 0
        await until(turn, isGone, `${locator.name || 'the locator'} is still there`)
      }, signal)
      return { name: locator.name }
    }),
    handle(commands.jumpToLocator, async ({ locator: ref }, { signal }) => {
      const { locator, at } = await locatorAt(live, ref, signal)
      await client.alone(async (turn) => {
        turn.tell('/live/song/cue_point/jump', int(at))
        // While it plays it jumps at the next step of the launch quantisation.
        if (await isTrue(turn, '/live/song/get/is_playing')) return
        const isThere = async () => Math.abs((await positionOf(turn)) - locator.beats) < samePlace
        await until(turn, isThere, `the position is not at ${locator.name}`)
      }, signal)
      return locatorFact(live, locator)
    }),
  ]
}

const positionOf = async (turn: Turn) =>
  numberOf((await turn.ask({ address: '/live/song/get/current_song_time' }))[0])

/** Live makes and deletes locators only where it stands; afterwards it stands where it stood. */
async function toggle(turn: Turn, beats: number): Promise<void> {
  if (await isTrue(turn, '/live/song/get/is_playing'))
    throw fail({
      code: 'bridge.app_busy',
      message: 'Locators are set while Live is stopped.',
      hint: 'Stop Live first.',
      kind: 'transient',
    })
  const before = await positionOf(turn)
  try {
    await goTo(turn, beats)
    turn.tell('/live/song/cue_point/add_or_delete')
  } finally {
    turn.tell('/live/song/set/current_song_time', float(before))
  }
}
