import type { OscValue } from '@segue/osc'
import type { Push } from '../listeners.ts'
import { createListeners } from '../listeners.ts'
import type { LiveSet } from '../liveSet.ts'
import { at, float, int, none, numberOf, text, textOf } from '../python.ts'
import { stopTrack } from '../transport.ts'
import { type Handlers, propertyHandlers, silent } from './handlers.ts'

const reads = ['is_playing', 'song_length', 'can_undo', 'can_redo']
const writes = [
  'tempo',
  'signature_numerator',
  'signature_denominator',
  'current_song_time',
  'metronome',
  'loop',
  'loop_start',
  'loop_length',
  'record_mode',
  'session_record',
  'back_to_arranger',
  'clip_trigger_quantization',
]

/** `/live/song/…` */
export function songAddresses(set: LiveSet, push: Push): Handlers {
  const { song } = set
  const index = (params: readonly OscValue[]) => (params.length === 0 ? -1 : numberOf(params[0]))
  const plays = (on: boolean) => song.put('is_playing', { type: 'boolean', value: on })
  const part = (names: readonly string[], [first, last]: readonly OscValue[]) =>
    names.slice(first && numberOf(first), last && numberOf(last)).map(text)
  let last = -1
  const tellBeat = () => {
    const now = song.number('current_song_time')
    if (now < last || Math.floor(now) > Math.floor(last)) push('/live/song/get/beat', [int(now)])
    last = now
  }
  return {
    ...propertyHandlers('song', (params) => ({ thing: song, place: [], rest: params }), {
      reads,
      writes,
      listeners: createListeners('song', push),
    }),
    '/live/song/start_playing': silent(() => plays(true)),
    '/live/song/continue_playing': silent(() => plays(true)),
    '/live/song/stop_playing': silent(() => plays(false)),
    '/live/song/stop_all_clips': silent(() => set.tracks.forEach(stopTrack)),
    '/live/song/undo': silent(() => set.undo()),
    '/live/song/redo': silent(() => set.redo()),
    '/live/song/create_midi_track': silent((params) => void set.createTrack('midi', index(params))),
    '/live/song/create_audio_track': silent((params) => void set.createTrack('audio', index(params))),
    '/live/song/create_return_track': silent(() => set.createReturn()),
    '/live/song/delete_track': silent((params) => set.deleteTrack(index(params))),
    '/live/song/duplicate_track': silent((params) => set.duplicateTrack(index(params))),
    '/live/song/create_scene': silent((params) => set.createScene(index(params))),
    '/live/song/delete_scene': silent((params) => set.deleteScene(index(params))),
    '/live/song/get/num_tracks': () => [int(set.tracks.length)],
    '/live/song/get/num_scenes': () => [int(set.scenes.length)],
    '/live/song/get/track_names': (params) =>
      part(
        set.tracks.map(({ thing }) => thing.text('name')),
        params,
      ),
    '/live/song/get/scenes/name': (params) =>
      part(
        set.scenes.map((scene) => scene.text('name')),
        params,
      ),
    '/live/song/get/track_data': (params) => trackData(set, params),
    '/live/song/get/cue_points': () => set.cues.flatMap(({ name, time }) => [text(name), float(time)]),
    '/live/song/cue_point/jump': silent(([which]) => {
      const byName = which?.type === 'string' ? set.cues.find(({ name }) => name === which.value) : undefined
      const cue = which?.type === 'string' ? byName : at(set.cues, numberOf(which))
      if (cue !== undefined) song.put('current_song_time', float(cue.time))
    }),
    '/live/song/cue_point/add_or_delete': silent(() => set.toggleCue()),
    '/live/song/cue_point/set/name': silent(([which, name]) => {
      at(set.cues, numberOf(which)).name = textOf(name)
    }),
    '/live/song/start_listen/beat': silent(() => {
      song.watch('current_song_time', tellBeat)
    }),
    '/live/song/stop_listen/beat': silent(() => song.forget('current_song_time', tellBeat)),
  }
}

/** One flat list: of each track each property. A track as a value is told by its index. */
function trackData({ tracks }: LiveSet, [first, last, ...properties]: readonly OscValue[]): OscValue[] {
  const end = numberOf(last) === -1 ? tracks.length : numberOf(last)
  const names = properties.map((one) => textOf(one).replace(/^track\./, ''))
  return tracks
    .slice(numberOf(first), end)
    .flatMap(({ thing, group }) =>
      names.map((name) =>
        name !== 'group_track' ? thing.get(name) : group === null ? none : int(tracks.indexOf(group)),
      ),
    )
}
