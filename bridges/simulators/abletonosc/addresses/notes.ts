import type { OscValue } from '@segue/osc'
import { facts } from '../facts.ts'
import { bool, float, int, numberOf, PyError } from '../python.ts'
import type { SimulatedClip, SimulatedNote } from '../things.ts'
import type { Handlers, Params } from './handlers.ts'

const fields = 5

/** `/live/clip/get|add|remove/notes` */
export function noteAddresses(
  clipAt: (params: Params) => SimulatedClip,
  place: (params: Params) => readonly OscValue[],
): Handlers {
  return {
    '/live/clip/get/notes': (params) => {
      const isIn = area(params)
      const notes = midiOf(clipAt(params)).notes.filter(isIn)
      const sorted = notes.toSorted((a, b) => a.pitch - b.pitch || a.start - b.start)
      return [...place(params), ...sorted.flatMap(told)]
    },
    '/live/clip/add/notes': (params) => {
      const clip = midiOf(clipAt(params))
      const given = params.slice(2)
      const left = given.length % fields
      if (left > 0) throw new PyError(`not enough values to unpack (expected 5, got ${left})`)
      for (let from = 0; from < given.length; from += fields)
        add(clip, noteOf(given.slice(from, from + fields)))
      return null
    },
    '/live/clip/remove/notes': (params) => {
      const isIn = area(params)
      const clip = midiOf(clipAt(params))
      clip.notes = clip.notes.filter((note) => !isIn(note))
      return null
    },
  }
}

function midiOf(clip: SimulatedClip): SimulatedClip {
  if (clip.thing.is('is_midi_clip')) return clip
  throw new PyError('Notes can only be accessed in MIDI clips')
}

function area(params: Params): (note: SimulatedNote) => boolean {
  const given = params.slice(2)
  if (given.length !== 0 && given.length !== 4)
    throw new PyError(
      'Invalid number of arguments for /clip/get/notes. Either 0 or 4 arguments must be passed.',
    )
  const [pitch = 0, pitches = 0, from = 0, span = 0] =
    given.length === 0 ? facts.noteDefaults : given.map(numberOf)
  return (note) =>
    note.pitch >= pitch && note.pitch < pitch + pitches && note.start >= from && note.start < from + span
}

const told = ({ pitch, start, duration, velocity, mute }: SimulatedNote): OscValue[] => [
  int(pitch),
  float(start),
  float(duration),
  float(velocity),
  bool(mute),
]

function noteOf([pitch, start, duration, velocity, mute]: Params): SimulatedNote {
  return {
    pitch: numberOf(pitch),
    start: numberOf(start),
    duration: numberOf(duration),
    velocity: numberOf(velocity),
    mute: numberOf(mute) !== 0,
  }
}

/** A note that begins where one of its pitch sounds shortens that one; at the same place it takes its place. */
function add(clip: SimulatedClip, note: SimulatedNote): void {
  clip.notes = clip.notes.filter(({ pitch, start }) => pitch !== note.pitch || start !== note.start)
  for (const other of clip.notes)
    if (other.pitch === note.pitch && other.start < note.start && other.start + other.duration > note.start)
      other.duration = note.start - other.start
  clip.notes.push(note)
}
