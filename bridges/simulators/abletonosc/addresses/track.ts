import type { OscValue } from '@segue/osc'
import { facts } from '../facts.ts'
import { createListeners, type Push } from '../listeners.ts'
import type { LiveSet } from '../liveSet.ts'
import { at, int, none, numberOf, text, textOf } from '../python.ts'
import type { SimulatedClip, SimulatedTrack } from '../things.ts'
import { stopTrack } from '../transport.ts'
import { type Handler, type Handlers, type Params, propertyHandlers } from './handlers.ts'

const reads = [
  'can_be_armed',
  'fired_slot_index',
  'playing_slot_index',
  'has_audio_input',
  'has_audio_output',
  'has_midi_input',
  'has_midi_output',
  'is_foldable',
  'is_grouped',
  'is_visible',
]
const writes = [
  'name',
  'color',
  'color_index',
  'mute',
  'solo',
  'arm',
  'current_monitoring_state',
  'fold_state',
]

type OfTrack = (track: SimulatedTrack, rest: Params) => readonly OscValue[] | null

/** `/live/track/…` */
export function trackAddresses(set: LiveSet, push: Push): Handlers {
  const indexOf = (value: OscValue | undefined) =>
    value?.type === 'string' && value.value === '*' ? 0 : numberOf(value)
  const find = (params: Params) => at(set.tracks, indexOf(params[0]))
  /** With `*` for the track a get ends with the first track, while a set goes on to all. */
  const on =
    (act: OfTrack): Handler =>
    ([which, ...rest]) => {
      const all = which?.type === 'string' && which.value === '*'
      const tracks = all ? [...set.tracks] : [find([which ?? none])]
      for (const track of tracks) {
        const answer = act(track, rest)
        if (answer !== null) return [int(set.tracks.indexOf(track)), ...answer]
      }
      return null
    }
  const quiet = (act: (track: SimulatedTrack, rest: Params) => void): Handler =>
    on((track, rest) => {
      act(track, rest)
      return null
    })
  const clips = (tell: (clip: SimulatedClip) => OscValue): Handler =>
    on(({ slots }) => slots.map(({ clip }) => (clip === null ? none : tell(clip))))
  const devices = (property: string): Handler =>
    on((track) => track.devices.map(({ thing }) => thing.get(property)))
  const listeners = createListeners('track', push)
  const place = (params: Params) => [int(indexOf(params[0]))]
  const handlers: Handlers = {
    ...propertyHandlers(
      'track',
      (params) => ({ thing: find(params).thing, place: place(params), rest: params.slice(1) }),
      { reads, writes, listeners },
    ),
    ...propertyHandlers(
      'track',
      (params) => ({ thing: find(params).mixer, place: place(params), rest: params.slice(1) }),
      { reads: [], writes: ['volume', 'panning'], listeners },
    ),
    '/live/track/get/send': on((track, [send]) => [at(track.sends, numberOf(send)).get('value')]),
    '/live/track/set/send': quiet((track, [send, value]) =>
      at(track.sends, numberOf(send)).set('value', value),
    ),
    '/live/track/stop_all_clips': quiet(stopTrack),
    '/live/track/get/clips/name': clips(({ thing }) => thing.get('name')),
    '/live/track/get/clips/length': clips(({ thing }) => thing.get('length')),
    '/live/track/get/clips/color': clips(({ thing }) => thing.get('color')),
    '/live/track/get/arrangement_clips/name': on(({ arrangement }) =>
      arrangement.map(({ thing }) => thing.get('name')),
    ),
    '/live/track/get/num_devices': on((track) => [int(track.devices.length)]),
    '/live/track/get/devices/name': devices('name'),
    '/live/track/get/devices/class_name': devices('class_name'),
    '/live/track/get/devices/type': devices('type'),
    ...routings('input', on, quiet, () => [...facts.inputs, ...namesOf(set)]),
    ...routings('output', on, quiet, () => ['Main', 'Sends Only', ...namesOf(set)]),
  }
  for (const property of [...writes, 'volume', 'panning']) {
    const one = handlers[`/live/track/set/${property}`]
    handlers[`/live/track/set/${property}`] = quiet((track, rest) =>
      one?.([int(set.tracks.indexOf(track)), ...rest]),
    )
  }
  return handlers
}

const namesOf = (set: LiveSet) => set.tracks.map(({ thing }, index) => `${index + 1}-${thing.text('name')}`)

/** Names that are not in the menu are passed over without a word. */
function routings(
  end: string,
  on: (act: OfTrack) => Handler,
  quiet: (act: (track: SimulatedTrack, rest: Params) => void) => Handler,
  types: () => readonly string[],
): Handlers {
  const menus = { type: types, channel: () => facts.channels }
  const handlers: Handlers = {}
  for (const [part, menu] of Object.entries(menus)) {
    const property = `${end}_routing_${part}`
    handlers[`/live/track/get/available_${property}s`] = on(() => menu().map(text))
    handlers[`/live/track/get/${property}`] = on(({ thing }) => [thing.get(property)])
    handlers[`/live/track/set/${property}`] = quiet(({ thing }, [name]) => {
      if (menu().includes(textOf(name))) thing.put(property, text(textOf(name)))
    })
  }
  return handlers
}
