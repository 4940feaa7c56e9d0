import { facts } from './facts.ts'
import { at, bool, float, int, PyError, text } from './python.ts'
import { Thing } from './thing.ts'
import {
  makeClip,
  makeScene,
  makeSend,
  makeSlot,
  makeTrack,
  type SimulatedClip,
  type SimulatedSlot,
  type SimulatedTrack,
  type TrackKind,
  when,
  within,
} from './things.ts'

interface Cue {
  name: string
  time: number
}
interface Step {
  undo(): void
  redo(): void
}

/** One open set, and what can be done with it. */
export class LiveSet {
  readonly tracks: SimulatedTrack[] = []
  readonly scenes: Thing[] = []
  /** In the order of their making, as Live has them. */
  readonly cues: Cue[] = []
  returns = 2
  readonly song: Thing = new Thing({
    tempo: float(120),
    signature_numerator: int(4),
    signature_denominator: int(4),
    current_song_time: float(0),
    song_length: float(64),
    is_playing: bool(false),
    metronome: bool(false),
    loop: bool(false),
    loop_start: float(0),
    loop_length: float(16),
    record_mode: bool(false),
    session_record: bool(false),
    back_to_arranger: bool(false),
    clip_trigger_quantization: int(4),
  })
  readonly #done: Step[] = []
  readonly #undone: Step[] = []

  constructor(kinds: readonly TrackKind[] = ['midi', 'midi', 'audio', 'audio'], scenes = 8) {
    const [least, most] = facts.tempoRange
    this.song.keep('tempo', within(least, most))
    this.song.keep(
      'current_song_time',
      when((beats) => beats >= 0),
    )
    this.song.compute('can_undo', () => bool(this.#done.length > 0))
    this.song.compute('can_redo', () => bool(this.#undone.length > 0))
    for (let row = 0; row < scenes; row++) this.scenes.push(this.#scene())
    for (const kind of kinds)
      this.#insert(this.tracks.length, this.#named(makeTrack(kind, scenes, this.returns)))
  }

  /** A change that Edit → Undo takes back. */
  did(step: Step): void {
    this.#done.push(step)
    this.#undone.length = 0
  }
  undo(): void {
    this.#move(this.#done, this.#undone)?.undo()
  }
  redo(): void {
    this.#move(this.#undone, this.#done)?.redo()
  }
  #move(from: Step[], to: Step[]): Step | undefined {
    const step = from.pop()
    if (step !== undefined) to.push(step)
    return step
  }

  createTrack(kind: TrackKind, index: number): SimulatedTrack {
    const made = this.#named(makeTrack(kind, this.scenes.length, this.returns))
    return this.#add(made, index === -1 ? this.tracks.length : index)
  }
  createReturn(): void {
    this.returns++
    for (const { sends } of this.tracks) sends.push(makeSend())
  }
  deleteTrack(index: number): void {
    const track = at(this.tracks, index)
    const place = this.tracks.indexOf(track)
    const remove = () => void this.tracks.splice(this.tracks.indexOf(track), 1)
    remove()
    this.did({ undo: () => this.#insert(place, track), redo: remove })
  }
  duplicateTrack(index: number): void {
    const from = at(this.tracks, index)
    const kind = from.thing.is('is_foldable') ? 'group' : from.thing.is('has_midi_input') ? 'midi' : 'audio'
    const made = this.#named(makeTrack(kind, this.scenes.length, this.returns))
    for (const [name, value] of Object.entries(from.thing.entries())) made.thing.put(name, value)
    from.slots.forEach(({ clip }, row) => {
      const slot = at(made.slots, row)
      slot.clip = clip && {
        thing: makeClip(kind === 'midi', 4, clip.thing.entries()).thing,
        notes: [...clip.notes],
      }
    })
    made.devices.push(...from.devices)
    this.#add(made, this.tracks.indexOf(from) + 1)
  }
  createScene(index: number): void {
    const place = index === -1 ? this.scenes.length : index
    if (place > this.scenes.length) throw new PyError('Invalid scene index')
    this.scenes.splice(place, 0, this.#scene())
    for (const { slots } of this.tracks) slots.splice(place, 0, makeSlot())
  }
  deleteScene(index: number): void {
    const place = this.scenes.indexOf(at(this.scenes, index))
    this.scenes.splice(place, 1)
    for (const { slots } of this.tracks) slots.splice(place, 1)
  }
  createClip(slot: SimulatedSlot, track: SimulatedTrack, length: number): SimulatedClip {
    if (slot.clip !== null) throw new PyError('This slot already has a clip')
    if (!track.thing.is('has_midi_input')) throw new PyError('Only MIDI tracks can hold new clips')
    const made = makeClip(true, length)
    slot.clip = made
    slot.thing.tell('has_clip')
    return made
  }
  deleteClip(slot: SimulatedSlot): void {
    if (slot.clip === null) throw new PyError('This slot has no clip')
    slot.clip = null
    slot.thing.tell('has_clip')
  }
  /** Makes a locator where the song stands, or takes the one away that is there. */
  toggleCue(): void {
    const time = this.song.number('current_song_time')
    const found = this.cues.findIndex((cue) => Math.abs(cue.time - time) < 1e-6)
    if (found >= 0) this.cues.splice(found, 1)
    else this.cues.push({ name: String(this.cues.length + 1), time })
  }

  #scene(): Thing {
    const scene = makeScene()
    scene.compute('is_empty', () => {
      const row = this.scenes.indexOf(scene)
      return bool(this.tracks.every(({ slots }) => !slots[row]?.clip))
    })
    return scene
  }
  #add(track: SimulatedTrack, index: number): SimulatedTrack {
    if (index < 0 || index > this.tracks.length) throw new PyError('Invalid track index')
    const insert = () => this.#insert(index, track)
    insert()
    this.did({ undo: () => void this.tracks.splice(this.tracks.indexOf(track), 1), redo: insert })
    return track
  }
  #insert(index: number, track: SimulatedTrack): void {
    this.tracks.splice(index, 0, track)
  }
  /** A track without a name of its own is called by its place, so its name changes when it moves. */
  #named(track: SimulatedTrack): SimulatedTrack {
    const { thing } = track
    const word = thing.is('is_foldable') ? 'Group' : thing.is('has_midi_input') ? 'MIDI' : 'Audio'
    thing.compute('name', () => {
      const own = thing.held('name')
      if (own?.type === 'string' && own.value !== '') return own
      return text(`${this.tracks.indexOf(track) + 1}-${word}`)
    })
    return track
  }
}
