import { createListeners, type Push } from '../listeners.ts'
import type { LiveSet } from '../liveSet.ts'
import { at, int, numberOf, PyError } from '../python.ts'
import { fire, stopTrack } from '../transport.ts'
import { type Handler, type Handlers, type Params, propertyHandlers } from './handlers.ts'
import { noteAddresses } from './notes.ts'

const slotReads = ['has_clip', 'is_playing', 'is_triggered', 'playing_status', 'is_group_slot']
const clipReads = [
  'is_audio_clip',
  'is_midi_clip',
  'is_playing',
  'is_recording',
  'is_triggered',
  'length',
  'start_time',
  'file_path',
]
const clipWrites = [
  'name',
  'color',
  'color_index',
  'gain',
  'muted',
  'looping',
  'loop_start',
  'loop_end',
  'start_marker',
  'end_marker',
  'warping',
  'pitch_coarse',
]

/** `/live/clip_slot/…` and `/live/clip/…` */
export function clipAddresses(set: LiveSet, push: Push): Handlers {
  const trackAt = ([track]: Params) => at(set.tracks, numberOf(track))
  const slotAt = (params: Params) => at(trackAt(params).slots, numberOf(params[1]))
  const clipAt = (params: Params) => {
    const { clip } = slotAt(params)
    if (clip === null) throw new PyError("'NoneType' object has no attribute 'name'")
    return clip
  }
  const place = (params: Params) => [int(numberOf(params[0])), int(numberOf(params[1]))]
  const slots = createListeners('clip_slot', push)
  const clips = createListeners('clip', push)
  const quiet =
    (act: (params: Params) => void): Handler =>
    (params) => {
      act(params)
      return null
    }
  return {
    ...propertyHandlers(
      'clip_slot',
      (params) => ({ thing: slotAt(params).thing, place: place(params), rest: params.slice(2) }),
      { reads: slotReads, writes: ['has_stop_button'], listeners: slots },
    ),
    ...propertyHandlers(
      'clip',
      (params) => ({ thing: clipAt(params).thing, place: place(params), rest: params.slice(2) }),
      { reads: clipReads, writes: clipWrites, listeners: clips },
    ),
    ...noteAddresses(clipAt, place),
    '/live/clip_slot/create_clip': quiet((params) =>
      set.createClip(slotAt(params), trackAt(params), numberOf(params[2])),
    ),
    '/live/clip_slot/delete_clip': quiet((params) => set.deleteClip(slotAt(params))),
    '/live/clip_slot/fire': quiet((params) => fire(set, trackAt(params), slotAt(params))),
    '/live/clip_slot/stop': quiet((params) => stopTrack(trackAt(params))),
    '/live/clip/fire': quiet((params) => {
      clipAt(params)
      fire(set, trackAt(params), slotAt(params))
    }),
    '/live/clip/stop': quiet((params) => {
      clipAt(params)
      stopTrack(trackAt(params))
    }),
  }
}
