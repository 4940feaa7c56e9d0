import type { MediaList } from './fileRef.ts'
import type { AudioClip, LiveClip, LiveNote, Meter, MidiClip } from './liveSet.ts'
import { at, childrenAt, flagAt, numberAt, numberOf, textAt, type XmlTree } from './xmlTree.ts'

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

function placeOf(tree: XmlTree) {
  const time = numberOf(tree.attributes.Time, 0)
  const start = numberAt(tree, 'CurrentStart', time)
  const loopStart = numberAt(tree, 'Loop/LoopStart', 0)
  return {
    name: textAt(tree, 'Name'),
    start,
    end: Math.max(start, numberAt(tree, 'CurrentEnd', start)),
    disabled: flagAt(tree, 'Disabled', false),
    loop: {
      on: flagAt(tree, 'Loop/LoopOn', false),
      start: loopStart,
      end: Math.max(loopStart, numberAt(tree, 'Loop/LoopEnd', loopStart)),
      offset: numberAt(tree, 'Loop/StartRelative', 0),
    },
    meter: meterAt(tree),
  }
}

function meterAt(tree: XmlTree): Meter | null {
  const own = at(tree, 'TimeSignature/TimeSignatures/RemoteableTimeSignature')
  const [numerator, denominator] = [numberAt(own, 'Numerator', 0), numberAt(own, 'Denominator', 0)]
  return numerator >= 1 && denominator >= 1 ? { numerator, denominator } : null
}

function notesOf(tree: XmlTree): LiveNote[] {
  const notes = childrenAt(tree, 'Notes/KeyTracks').flatMap((track) => {
    const key = clamp(Math.round(numberAt(track, 'MidiKey', -1)), -1, 127)
    if (key < 0) return []
    return childrenAt(track, 'Notes')
      .filter((n) => n.name === 'MidiNoteEvent' && n.attributes.IsEnabled !== 'false')
      .map(({ attributes }) => ({
        key,
        beat: numberOf(attributes.Time, 0),
        beats: Math.max(0, numberOf(attributes.Duration, 0)),
        velocity: clamp(Math.round(numberOf(attributes.Velocity, 100)), 1, 127),
        velocityDeviation: clamp(numberOf(attributes.VelocityDeviation, 0), -127, 127),
        releaseVelocity: clamp(Math.round(numberOf(attributes.OffVelocity, 64)), 0, 127),
        probability: clamp(numberOf(attributes.Probability, 1), 0, 1),
      }))
  })
  return notes.sort((a, b) => a.beat - b.beat || a.key - b.key)
}

/** Reads a `MidiClip` element. */
export function midiClipOf(tree: XmlTree): MidiClip {
  return { kind: 'midi', ...placeOf(tree), notes: notesOf(tree) }
}

/** Reads an `AudioClip` element; its file joins `media`. */
export function audioClipOf(tree: XmlTree, media: MediaList): AudioClip {
  const warpMarkers = childrenAt(tree, 'WarpMarkers')
    .map(({ attributes }) => ({
      sec: numberOf(attributes.SecTime, Number.NaN),
      beat: numberOf(attributes.BeatTime, Number.NaN),
    }))
    .filter((m) => Number.isFinite(m.sec) && Number.isFinite(m.beat))
    .sort((a, b) => a.beat - b.beat)
  return {
    kind: 'audio',
    ...placeOf(tree),
    media: media.add(at(tree, 'SampleRef')),
    warped: flagAt(tree, 'IsWarped', false) && warpMarkers.length >= 2,
    warpMarkers,
    repitch: numberAt(tree, 'WarpMode', 0) === 3,
    gain: clamp(numberAt(tree, 'SampleVolume', 1), 0, 16),
    semitones: clamp(numberAt(tree, 'PitchCoarse', 0) + numberAt(tree, 'PitchFine', 0) / 100, -48, 48),
    fadeIn: Math.max(0, numberAt(tree, 'Fades/FadeInLength', 0)),
    fadeOut: Math.max(0, numberAt(tree, 'Fades/FadeOutLength', 0)),
  }
}

/** The clips among the given elements, in their order. */
export function clipsOf(elements: readonly XmlTree[], media: MediaList): LiveClip[] {
  return elements.flatMap((tree): LiveClip[] => {
    if (tree.name === 'MidiClip') return [midiClipOf(tree)]
    return tree.name === 'AudioClip' ? [audioClipOf(tree, media)] : []
  })
}
