import type { OscValue } from '@segue/osc'
import { failureOf } from '@segue/protocol'
import type { Turn } from './client.ts'
import { bool, boolOf, float, int, numberOf } from './values.ts'

/** What AbletonOSC tells of a note. */
export interface WireNote {
  pitch: number
  start: number
  duration: number
  velocity: number
  mute: boolean
}
/** Pitches and beats in which a note begins. */
export interface Area {
  pitch: number
  pitches: number
  from: number
  span: number
}

/** 21 bytes a note and a head of 40 or so: what fits into a datagram of macOS, which ends at 9216. */
export const notesAtOnce = 400
/** No clip is longer, and the area of all notes is cut in half until it fits. */
export const allNotes: Area = { pitch: 0, pitches: 128, from: -100_000, span: 1_100_000 }
/** Cutting ends here: what begins closer together is cut by pitch. */
const leastBeats = 1 / 64
const fields = 5

/** The four bounds are always said: what is left out leaves out pitch 127. */
export const boundsOf = ({ pitch, pitches, from, span }: Area): OscValue[] => [
  int(pitch),
  int(pitches),
  float(from),
  float(span),
]

/** The notes of an area, read in three: before the clip's own beats, in them, and after. */
export async function readNotes(ask: Turn['ask'], place: readonly number[], area: Area): Promise<WireNote[]> {
  const marks = await Promise.all(
    ['loop_start', 'loop_end', 'start_marker', 'end_marker'].map(async (property) =>
      numberOf((await ask({ address: `/live/clip/get/${property}`, place }))[0]),
    ),
  )
  const cuts = [
    area.from,
    Math.floor(Math.min(...marks)),
    Math.ceil(Math.max(...marks)),
    area.from + area.span,
  ]
  const notes: WireNote[] = []
  for (let at = 0; at < 3; at++) {
    const [from = 0, to = 0] = cuts.slice(at, at + 2).map((cut) => within(cut, area))
    if (to > from) notes.push(...(await readPart(ask, place, { ...area, from, span: to - from })))
  }
  return notes
}

const within = (beats: number, { from, span }: Area) => Math.min(Math.max(beats, from), from + span)

/** The notes of an area. An answer too long for a datagram is lost, so then the area is cut. */
async function readPart(ask: Turn['ask'], place: readonly number[], area: Area): Promise<WireNote[]> {
  const answer = await ask({ address: '/live/clip/get/notes', place, more: boundsOf(area) }).catch(failureOf)
  if (!('code' in answer))
    return Array.from({ length: Math.floor(answer.length / fields) }, (_, at) =>
      noteIn(answer.slice(at * fields)),
    )
  const parts = /Message too long|Errno (40|90)|10040/.test(answer.message) ? halves(area) : []
  if (parts.length === 0) throw answer
  const notes: WireNote[] = []
  for (const part of parts) notes.push(...(await readPart(ask, place, part)))
  return notes
}

/** Beats are cut where 32 bits hold the middle exactly, so that no note falls between. */
function halves(area: Area): Area[] {
  const { pitch, pitches, from, span } = area
  const middle = Math.fround(from + span / 2)
  if (span > leastBeats && middle > from && middle < from + span)
    return [
      { ...area, span: middle - from },
      { ...area, from: middle, span: from + span - middle },
    ]
  const half = Math.floor(pitches / 2)
  if (half === 0) return []
  return [
    { ...area, pitches: half },
    { ...area, pitch: pitch + half, pitches: pitches - half },
  ]
}

const noteIn = ([pitch, start, duration, velocity, mute]: readonly OscValue[]): WireNote => ({
  pitch: numberOf(pitch),
  start: numberOf(start),
  duration: numberOf(duration),
  velocity: numberOf(velocity),
  mute: boolOf(mute),
})

export const noteValues = ({ pitch, start, duration, velocity, mute }: WireNote): OscValue[] => [
  int(pitch),
  float(start),
  float(duration),
  float(velocity),
  bool(mute),
]

/** Whether a note is among those that were read, as far as 32 bits hold it. */
export function keptNotes(notes: readonly WireNote[]): (note: WireNote) => boolean {
  const byPitch = Map.groupBy(notes, ({ pitch }) => pitch)
  const near = (one: number, other: number) => Math.abs(one - other) <= 1e-3
  return (note) =>
    byPitch
      .get(note.pitch)
      ?.some(
        ({ start, duration, velocity, mute }) =>
          near(start, note.start) &&
          near(duration, note.duration) &&
          Math.abs(velocity - note.velocity) <= 0.05 &&
          mute === note.mute,
      ) ?? false
}
