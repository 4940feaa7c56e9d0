import { createListeners, type Push } from '../listeners.ts'
import type { LiveSet } from '../liveSet.ts'
import { at, int, numberOf } from '../python.ts'
import { fire } from '../transport.ts'
import { type Handlers, type Params, propertyHandlers, silent } from './handlers.ts'

const writes = [
  'name',
  'color',
  'color_index',
  'tempo',
  'tempo_enabled',
  'time_signature_numerator',
  'time_signature_denominator',
  'time_signature_enabled',
]

/** `/live/scene/…` */
export function sceneAddresses(set: LiveSet, push: Push): Handlers {
  const find = (params: Params) => ({
    thing: at(set.scenes, numberOf(params[0])),
    place: [int(numberOf(params[0]))],
    rest: params.slice(1),
  })
  return {
    ...propertyHandlers('scene', find, {
      reads: ['is_empty', 'is_triggered'],
      writes,
      listeners: createListeners('scene', push),
    }),
    '/live/scene/fire': silent((params) => {
      const { thing } = find(params)
      const row = set.scenes.indexOf(thing)
      for (const track of set.tracks) fire(set, track, at(track.slots, row))
      if (thing.is('tempo_enabled')) set.song.put('tempo', thing.get('tempo'))
    }),
  }
}
