import type { live as commands } from '@segue/protocol'
import type { z } from 'zod'
import type { Live, Locator } from '../live.ts'
import { numberOf, textOf } from '../values.ts'

type LocatorFact = z.infer<typeof commands.setLocator.result>

/** All locators, in Live's own order. */
export async function locatorsOf({ client }: Live, signal: AbortSignal): Promise<Locator[]> {
  const flat = await client.ask({ address: '/live/song/get/cue_points' }, signal)
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, at) => ({
    name: textOf(flat[at * 2]),
    beats: numberOf(flat[at * 2 + 1]),
  }))
}

export const locatorFact = ({ locators }: Live, locator: Locator): LocatorFact => ({
  locator: locators.of(`${locator.beats} ${locator.name}`, locator, () => true),
  name: locator.name,
  beats: locator.beats,
})
