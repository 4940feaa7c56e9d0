import type { OscValue } from '@segue/osc'
import { type live as commands, failureOf } from '@segue/protocol'
import type { z } from 'zod'
import type { Live } from '../live.ts'
import { boolOf, boolOrNull, numberOf, numberOrNull } from '../values.ts'
import { colorOf } from './color.ts'

type TrackFact = z.infer<typeof commands.setTrack.result>

export const monitoring = ['in', 'auto', 'off'] as const

/** What goes with every list of tracks. */
export const noReturns = 'AbletonOSC does not tell of return tracks and the main track.'

/** What is told about a track of the set. */
export async function trackFact(live: Live, index: number, signal: AbortSignal): Promise<TrackFact> {
  const { client, places } = live
  const ask = async (property: string, more: readonly OscValue[] = []) =>
    (await client.ask({ address: `/live/track/get/${property}`, place: [index], more }, signal))[0]
  const sends = await sendCount(live, signal)
  const [foldable, midi, color, arm, mute, solo, heard, volume, pan] = await Promise.all(
    [
      'is_foldable',
      'has_midi_input',
      'color',
      'arm',
      'mute',
      'solo',
      'current_monitoring_state',
      'volume',
      'panning',
    ].map((property) => ask(property)),
  )
  const isGroup = boolOf(foldable)
  const state = isGroup ? null : numberOrNull(heard)
  const levels: number[] = []
  for (let send = 0; send < sends; send++)
    levels.push(numberOf(await ask('send', [{ type: 'int', value: send }])))
  return {
    track: `track:${places.tracks.idAt(index)}`,
    index,
    name: places.tracks.names[index] ?? '',
    kind: isGroup ? 'group' : boolOf(midi) ? 'midi' : 'audio',
    color: colorOf(color),
    group: await groupOf(live, index, signal),
    arm: isGroup ? null : boolOrNull(arm),
    mute: boolOf(mute),
    solo: boolOf(solo),
    monitoring: state === null ? null : (monitoring[state] ?? null),
    volume: numberOf(volume),
    pan: numberOf(pan),
    sends: levels,
  }
}

/** The group of a track. Where groups lie in groups AbletonOSC leaves open which it is: null. */
async function groupOf({ client, places }: Live, index: number, signal: AbortSignal): Promise<string | null> {
  const ask = async (property: string, at: number) =>
    boolOf((await client.ask({ address: `/live/track/get/${property}`, place: [at] }, signal))[0])
  if (!(await ask('is_grouped', index))) return null
  for (let above = index - 1; above >= 0; above--)
    if (await ask('is_foldable', above))
      return (await ask('is_grouped', above)) ? null : `track:${places.tracks.idAt(above)}`
  return null
}

const knownMs = 30_000

/** How many sends there are: one after the other is asked for until Live refuses. */
export async function sendCount({ client, sends }: Live, signal: AbortSignal): Promise<number> {
  if (performance.now() < sends.until) return sends.count
  for (let send = 0; ; send++) {
    const more: OscValue[] = [{ type: 'int', value: send }]
    const level = await client
      .ask({ address: '/live/track/get/send', place: [0], more }, signal)
      .catch(failureOf)
    if ('code' in level && level.code !== 'bridge.app_error') throw level
    if (!('code' in level)) continue
    Object.assign(sends, { count: send, until: performance.now() + knownMs })
    return send
  }
}
