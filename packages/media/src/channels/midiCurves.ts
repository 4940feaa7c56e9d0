import { type Fps, fail, type MediaMeta } from '@segue/protocol'
import { envelope, frameOfSec, type Grid } from '../analysis/curve.ts'
import { type Timeline, timelineOf } from '../time/timeline.ts'
import { type Channels, quantise } from './file.ts'
import type { MidiFile, MidiNote } from './midiFile.ts'

export interface MidiCurveOptions {
  fps: Fps
  /** One set of curves per track, or per key of a track, as for drum pads. */
  split: 'track' | 'pad'
  releaseBeats: number
  /** Length and place on the set's timeline, when they are known. */
  meta: MediaMeta
}

const noteNames = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B']

/** The name of a key as Live writes it: 60 is C3. */
export const keyName = (key: number): string => `${noteNames[key % 12]}${Math.floor(key / 12) - 2}`

/** Notes by the name of their curve: the track's name, with the key for pads. Equal names are numbered. */
function voicesOf({ tracks }: MidiFile, split: MidiCurveOptions['split']): Map<string, MidiNote[]> {
  const voices = new Map<string, MidiNote[]>()
  const names = new Set<string>()
  for (const track of tracks) {
    let name = track.name
    for (let n = 2; names.has(name); n++) name = `${track.name} ${n}`
    names.add(name)
    if (split === 'track') voices.set(name, track.notes)
    else {
      const byKey = Map.groupBy(track.notes, (note) => note.key)
      for (const key of [...byKey.keys()].sort((a, b) => a - b))
        voices.set(`${name}.${keyName(key)}`, byKey.get(key) ?? [])
    }
  }
  return voices
}

/** Velocity of the last note that began, held; 0 before the first. */
function heldVelocity(notes: readonly MidiNote[], { fps, frames }: Grid): Float32Array<ArrayBuffer> {
  const out = new Float32Array(frames)
  for (const { startSec, velocity } of notes) out.fill(velocity / 127, Math.max(0, frameOfSec(fps, startSec)))
  return out
}

/** 1 on every frame on which a note sounds, at least one frame per note. */
function gate(notes: readonly MidiNote[], { fps, frames }: Grid): Float32Array<ArrayBuffer> {
  const out = new Float32Array(frames)
  for (const { startSec, endSec } of notes) {
    const first = frameOfSec(fps, startSec)
    if (endSec > 0) out.fill(1, Math.max(0, first), Math.max(first + 1, frameOfSec(fps, endSec)))
  }
  return out
}

/**
 * Curves of a MIDI file, 0…1: per voice an envelope that jumps to the velocity of each note and falls to a tenth
 * within `releaseBeats`, and `.velocity` and `.gate`. Fails with `midi.empty` or `midi.too_many`.
 */
export function midiCurves(file: MidiFile, { fps, split, releaseBeats, meta }: MidiCurveOptions): Channels {
  const voices = voicesOf(file, split)
  if (voices.size === 0) {
    throw fail({
      code: 'midi.empty',
      message: 'This MIDI file holds no notes.',
      hint: 'Choose one with notes.',
      kind: 'input',
    })
  }
  if (voices.size * 3 > 1000) {
    throw fail({
      code: 'midi.too_many',
      message: `This MIDI file would give ${voices.size * 3} curves; 1000 is the most.`,
      hint: 'Make curves per track instead of per pad.',
      kind: 'input',
    })
  }
  const offset = meta.offsetSec ?? 0
  const durationSec = meta.durationSec ?? Math.max(0, file.durationSec - offset)
  const own: Timeline = { tempo: file.tempoMap, meter: file.meter, locators: [] }
  const grid: Grid = {
    fps,
    frames: Math.max(1, Math.ceil((durationSec * fps.num) / fps.den - 1e-6)),
    timeline: timelineOf(meta) ?? own,
  }
  const planes = new Map<string, Float32Array<ArrayBuffer>>()
  for (const [name, all] of voices) {
    const notes = all
      .map((note) => ({ ...note, startSec: note.startSec - offset, endSec: note.endSec - offset }))
      .sort((a, b) => a.startSec - b.startSec)
    const hits = notes
      .filter(({ startSec }) => startSec >= 0)
      .map(({ startSec, velocity }) => ({ sec: startSec, strength: velocity / 127 }))
    planes.set(name, quantise(envelope(hits, grid, releaseBeats)))
    planes.set(`${name}.velocity`, quantise(heldVelocity(notes, grid)))
    planes.set(`${name}.gate`, gate(notes, grid))
  }
  return { rate: fps, samples: grid.frames, planes }
}
