import type { OscValue } from '@segue/osc'
import { type live as commands, failureOf } from '@segue/protocol'
import type { z } from 'zod'
import { wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { boolOf, boolOrNull, int, numberOf, numberOrNull, text } from '../values.ts'
import { colorOf } from './color.ts'

type TrackFact = z.infer<typeof commands.setTrack.result>

export const monitoring = ['in', 'auto', 'off'] as const

/** What goes with every list of tracks. */
export const noReturns = 'AbletonOSC does not tell of return tracks and the main track.'

/** What every track has, so that one question reads it of many; arm and monitoring would end it at a group. */
const common = ['is_foldable', 'has_midi_input', 'color', 'mute', 'solo', 'group_track'] as const
type Common = Record<(typeof common)[number], OscValue | undefined>

/** What is told about all tracks of the set, in their order. */
export async function trackFacts(live: Live, signal: AbortSignal): Promise<TrackFact[]> {
  const [rows, sends] = [await ofAllTracks(live, common, signal), await sendCount(live, signal)]
  return Promise.all(rows.map((row, index) => factOf(live, { index, row, sends }, signal)))
}

/** What is told about one. */
export async function trackFact(live: Live, index: number, signal: AbortSignal): Promise<TrackFact> {
  const [rows, sends] = [await ofAllTracks(live, common, signal), await sendCount(live, signal)]
  const row = rows[index]
  if (row === undefined) throw wrong(`There is no track #${index + 1} any more.`)
  return factOf(live, { index, row, sends }, signal)
}

async function factOf(
  { client, places }: Live,
  { index, row, sends }: { index: number; row: Common; sends: number },
  signal: AbortSignal,
): Promise<TrackFact> {
  const ask = async (property: string, more: readonly OscValue[] = []) =>
    (await client.ask({ address: `/live/track/get/${property}`, place: [index], more }, signal))[0]
  const isGroup = boolOf(row.is_foldable)
  const [volume, pan, arm, heard] = await Promise.all(
    (isGroup ? ['volume', 'panning'] : ['volume', 'panning', 'arm', 'current_monitoring_state']).map(
      (property) => ask(property),
    ),
  )
  const levels: number[] = []
  // Answers do not repeat which send they are about, so one is asked for after the other.
  for (let send = 0; send < sends; send++) levels.push(numberOf(await ask('send', [int(send)])))
  const state = isGroup ? null : numberOrNull(heard)
  const group = numberOrNull(row.group_track)
  return {
    track: `track:${places.tracks.idAt(index)}`,
    index,
    name: places.tracks.names[index] ?? '',
    kind: isGroup ? 'group' : boolOf(row.has_midi_input) ? 'midi' : 'audio',
    color: colorOf(row.color),
    group: group === null ? null : `track:${places.tracks.idAt(group)}`,
    arm: isGroup ? null : boolOrNull(arm),
    mute: boolOf(row.mute),
    solo: boolOf(row.solo),
    monitoring: state === null ? null : (monitoring[state] ?? null),
    volume: numberOf(volume),
    pan: numberOf(pan),
    sends: levels,
  }
}

/** So many tracks are asked for at once: their numbers fit into a datagram of macOS. */
const tracksAtOnce = 200

/**
 * Properties of all tracks, in their order. The answer comes under an address of its own: under the one of a single
 * track, updates of listeners come as well, with the places that tracks once had.
 */
export async function ofAllTracks<P extends string>(
  { client, places }: Live,
  properties: readonly P[],
  signal: AbortSignal,
): Promise<Record<P, OscValue | undefined>[]> {
  const count = places.tracks.names.length
  const values: OscValue[] = []
  for (let from = 0; from < count; from += tracksAtOnce) {
    const names = properties.map((property) => text(`track.${property}`))
    const more = [int(from), int(Math.min(from + tracksAtOnce, count)), ...names]
    values.push(...(await client.ask({ address: '/live/song/get/track_data', more }, signal)))
  }
  return Array.from({ length: Math.floor(values.length / properties.length) }, (_, track) => {
    const row = properties.map((property, at) => [property, values[track * properties.length + at]])
    return Object.fromEntries(row) as Record<P, OscValue | undefined> // every property got its value
  })
}

const knownMs = 30_000

/** How many sends there are: one after the other is asked for until Live refuses. */
export async function sendCount({ client, sends }: Live, signal: AbortSignal): Promise<number> {
  if (performance.now() < sends.until) return sends.count
  for (let send = 0; ; send++) {
    const more: OscValue[] = [int(send)]
    const level = await client
      .ask({ address: '/live/track/get/send', place: [0], more }, signal)
      .catch(failureOf)
    if ('code' in level && level.code !== 'bridge.app_error') throw level
    if (!('code' in level)) continue
    Object.assign(sends, { count: send, until: performance.now() + knownMs })
    return send
  }
}
