import { beyond, stale, wrong } from './failure.ts'
import { numberIn } from './handles.ts'
import type { ClipPlace, DevicePlace, Live, Locator } from './live.ts'
import type { Roll } from './roll.ts'
import { locatorsOf } from './told/locator.ts'
import { boolOf, textOf } from './values.ts'

/** Where a track stands now. Looks at the set first: indices shift. */
export async function trackAt(live: Live, ref: string, signal: AbortSignal): Promise<number> {
  await live.places.refresh(signal)
  return inRow('track', live.places.tracks, ref)
}

/** Where a scene stands now. */
export async function sceneAt(live: Live, ref: string, signal: AbortSignal): Promise<number> {
  await live.places.refresh(signal)
  return inRow('scene', live.places.scenes, ref)
}

/** Where something stands in a row that was just read: by its handle, by `#3`, or by a name that only one has. */
export function inRow(kind: 'track' | 'scene', { names, indexOf }: Roll, ref: string): number {
  const id = numberIn(kind, ref)
  if (id !== null) {
    const index = indexOf(id)
    if (index < 0) throw stale(ref)
    return index
  }
  const place = placeIn(kind, names.length, ref)
  if (place !== null) return place
  const found = names.flatMap((name, index) => (name === ref ? [index] : []))
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  if (kind === 'track' && only === undefined && ref === 'master')
    throw beyond('AbletonOSC does not reach the main track.')
  throw many(kind, ref, found.length)
}

function placeIn(kind: string, count: number, ref: string): number | null {
  if (!/^#\d+$/.test(ref)) return null
  const index = Number(ref.slice(1)) - 1
  if (index >= 0 && index < count) return index
  throw wrong(`There is no ${kind} ${ref}; there are ${count}.`)
}

const many = (kind: string, ref: string, count: number): Error =>
  count === 0
    ? wrong(
        `There is no ${kind} called “${ref}”.`,
        kind === 'track'
          ? 'Look at the set for its names. AbletonOSC does not reach return tracks and the main track.'
          : undefined,
      )
    : wrong(`${count} of the set’s ${kind}s are called “${ref}”.`, 'Rename one, or use its handle.')

/** The track and the scene of a session clip, by index, and its name. */
export interface FoundClip {
  track: number
  scene: number
  name: string
}

/** Finds a session clip. A handle of one that is gone, or that is called otherwise now, is stale. */
export async function clipAt(live: Live, ref: string, signal: AbortSignal): Promise<FoundClip> {
  await live.places.refresh(signal)
  const { tracks, scenes } = live.places
  if (numberIn('clip', ref) !== null) {
    const known: ClipPlace | undefined = live.clips.get(ref)
    const place = known && { track: tracks.indexOf(known.track), scene: scenes.indexOf(known.scene) }
    if (!place || place.track < 0 || place.scene < 0) throw stale(ref)
    const name = await nameOfClip(live, place.track, place.scene, signal)
    if (name === null || name !== known?.name) throw stale(ref)
    return { ...place, name }
  }
  const rows = await Promise.all(tracks.names.map((_, track) => clipNames(live, track, signal)))
  const found = rows.flatMap((names, track) =>
    names.flatMap((name, scene) => (name === ref ? [{ track, scene, name }] : [])),
  )
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  throw many('clip', ref, found.length)
}

/** The names of the clips of a track, by scene; null where there is none. */
export async function clipNames(
  { client }: Live,
  track: number,
  signal: AbortSignal,
): Promise<(string | null)[]> {
  const names = await client.ask({ address: '/live/track/get/clips/name', place: [track] }, signal)
  return names.map((name) => (name.type === 'nil' ? null : textOf(name)))
}

async function nameOfClip(
  { client }: Live,
  track: number,
  scene: number,
  signal: AbortSignal,
): Promise<string | null> {
  const place = [track, scene]
  const [has] = await client.ask({ address: '/live/clip_slot/get/has_clip', place }, signal)
  if (!boolOf(has)) return null
  return textOf((await client.ask({ address: '/live/clip/get/name', place }, signal))[0])
}

/** Finds a device by its handle, or by name or place on a track. */
export async function deviceAt(
  live: Live,
  { device, track }: { device: string; track: string | null },
  signal: AbortSignal,
): Promise<{ track: number; index: number }> {
  if (numberIn('device', device) !== null) {
    const known: DevicePlace | undefined = live.devices.get(device)
    await live.places.refresh(signal)
    const on = known === undefined ? -1 : live.places.tracks.indexOf(known.track)
    if (known === undefined || on < 0) throw stale(device)
    const names = await deviceNames(live, on, signal)
    if (names[known.index] !== known.name) throw stale(device)
    return { track: on, index: known.index }
  }
  if (track === null) throw wrong(`On which track is ${device}?`, 'Name the track as well.')
  const on = await trackAt(live, track, signal)
  const names = await deviceNames(live, on, signal)
  const place = placeIn('device', names.length, device)
  if (place !== null) return { track: on, index: place }
  const index = names.indexOf(device)
  if (index >= 0 && names.lastIndexOf(device) === index) return { track: on, index }
  throw many('device', device, names.filter((name) => name === device).length)
}

export async function deviceNames({ client }: Live, track: number, signal: AbortSignal): Promise<string[]> {
  return (await client.ask({ address: '/live/track/get/devices/name', place: [track] }, signal)).map(textOf)
}

/** Finds a locator; `at` is where it stands in Live's own list, which is in the order of their making. */
export async function locatorAt(
  live: Live,
  ref: string,
  signal: AbortSignal,
): Promise<{ locator: Locator; at: number }> {
  const all = await locatorsOf(live, signal)
  const pick = (locator: Locator | undefined) => {
    if (locator === undefined) throw stale(ref)
    return { locator, at: all.indexOf(locator) }
  }
  if (numberIn('locator', ref) !== null) {
    const known = live.locators.get(ref)
    return pick(all.find(({ name, beats }) => name === known?.name && beats === known.beats))
  }
  const place = placeIn('locator', all.length, ref)
  if (place !== null) return pick(all.toSorted((one, other) => one.beats - other.beats)[place])
  const found = all.filter(({ name }) => name === ref)
  if (found.length === 1) return pick(found[0])
  throw many('locator', ref, found.length)
}
