import type { OscValue } from '@segue/osc'
import type { OscClient, Turn } from './client.ts'
import { notKept, refused } from './failure.ts'
import { boolOf, int, isSame, shown } from './values.ts'

/** One property to set. */
export interface Change {
  /** Such as `track`: `/live/track/set/…`. */
  kind: string
  property: string
  place?: readonly number[]
  value: OscValue
  /** What a person calls it; null where Live makes its own of the value, as of colours. */
  title: string | null
}

/** A property that stays when there is nothing to set. */
export const change = (one: Omit<Change, 'value'> & { value: OscValue | null }): Change[] =>
  one.value === null ? [] : [{ ...one, value: one.value }]

/** Reads before it gives up: an update from before the change may come first. */
const looks = 4
/** Ticks that Live gets for what it does not do at once. */
const patience = 20

/**
 * Sets properties and reads each back: a set is never acknowledged, and what Live does not take it passes over in
 * silence. What is set is said once. Fails with Live's words, or with `bridge.verify_failed`.
 */
export const write = (
  client: OscClient,
  changes: readonly Change[],
  signal: AbortSignal,
  /** What is known anew once they are kept. */
  kept: () => void = () => {},
): Promise<void> => client.alone((turn) => writeIn(turn, changes).then(kept), signal)

/** The same in a turn that one has already. */
export async function writeIn(turn: Turn, changes: readonly Change[]): Promise<void> {
  for (const { kind, property, place = [], value } of changes)
    turn.tell(`/live/${kind}/set/${property}`, ...place.map(int), value)
  let open = changes
  for (let look = 0; open.length > 0 && look < looks; look++) {
    const found = await Promise.all(open.map((one) => turn.ask(reading(one))))
    const lost = open.flatMap((one, at) =>
      one.title === null || isSame(one.value, found[at]?.[0]) ? [] : [{ ...one, found: found[at]?.[0] }],
    )
    const [first] = lost
    const [error] = turn.errors
    if (first === undefined) {
      if (error !== undefined && changes.some(({ title }) => title === null)) throw refused(error)
      return
    }
    if (error !== undefined && look > 0) throw refused(error)
    if (look === looks - 1)
      throw notKept(`${first.title} was set to ${shown(first.value)}, but is ${shown(first.found)}.`)
    open = lost
  }
}

/** A send has its number in the middle. */
const reading = ({ kind, property, place = [] }: Change) =>
  property === 'send'
    ? { address: `/live/${kind}/get/send`, place: place.slice(0, 1), more: place.slice(1).map(int) }
    : { address: `/live/${kind}/get/${property}`, place }

/** Waits for what Live was told, tick after tick. Fails with its words, or with `bridge.verify_failed`. */
export async function until(turn: Turn, isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  let looksAfter = 0
  for (let look = 0; look < patience; look++) {
    if (await isSo()) return
    const [error] = turn.errors
    // An error may be about what another program said, so what is so counts for more.
    if (error !== undefined && ++looksAfter >= looks / 2) throw refused(error)
  }
  throw notKept(`Live did not do it: ${otherwise}.`)
}

/** Whether something is so, for `until`. */
export const isTrue = async (turn: Turn, address: string, place: readonly number[] = []): Promise<boolean> =>
  boolOf((await turn.ask({ address, place }))[0])
