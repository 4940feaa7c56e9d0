import { readFile } from 'node:fs/promises'
import { fail, type Locator, type MeterPoint, type TempoPoint } from '@segue/protocol'
import { secOfBeat, timedTempo } from '../time/tempo.ts'

/** One note of a MIDI file. `velocity` is 1–127. */
export interface MidiNote {
  key: number
  velocity: number
  /** 0–15. */
  channel: number
  startSec: number
  endSec: number
}

export interface MidiTrack {
  name: string
  notes: MidiNote[]
}

/** A MIDI file on a clock: tracks that hold notes, and the conductor's tempo, meter and markers. */
export interface MidiFile {
  tracks: MidiTrack[]
  tempoMap: TempoPoint[]
  meter: MeterPoint[]
  locators: Locator[]
  durationSec: number
}

interface RawNote {
  key: number
  velocity: number
  channel: number
  start: number
  end: number
}

interface RawTrack {
  name: string
  notes: RawNote[]
  tempos: { beat: number; bpm: number }[]
  meters: MeterPoint[]
  markers: { beat: number; name: string }[]
  end: number
}

function damaged(name: string, detail: string) {
  return fail({
    code: 'midi.damaged',
    message: `“${name}” is no readable MIDI file: ${detail}`,
    hint: 'Export the MIDI file again, or choose another one.',
    kind: 'input',
  })
}

const chordEnd = (open: Map<number, RawNote[]>, id: number) => open.get(id)?.shift()

/** Data bytes after each channel status nibble 8–E. */
const dataBytes = [2, 2, 2, 2, 1, 1, 2]

/** Reads one MTrk chunk (SMF 1.0, running status included). Times are quarter notes. */
function readTrack(bytes: Uint8Array, ticksPerBeat: number): RawTrack {
  const track: RawTrack = { name: '', notes: [], tempos: [], meters: [], markers: [], end: 0 }
  const open = new Map<number, RawNote[]>()
  let [at, tick, status] = [0, 0, 0]
  const byte = () => bytes[at++] ?? 0
  const variable = () => {
    let value = 0
    for (let i = 0; i < 4; i++) {
      const next = byte()
      value = value * 128 + (next & 0x7f)
      if (next < 0x80) break
    }
    return value
  }
  while (at < bytes.length) {
    tick += variable()
    const beat = tick / ticksPerBeat
    track.end = beat
    if ((bytes[at] ?? 0) >= 0x80) status = byte()
    if (status === 0xff) {
      const type = byte()
      const length = variable()
      const data = bytes.subarray(at, at + length)
      at += length
      const [a = 0, b = 0, c = 0] = data
      const text = () => new TextDecoder().decode(data).trim()
      if (type === 0x2f) break
      if (type === 0x03) track.name ||= text()
      if (type === 0x06 && length > 0) track.markers.push({ beat, name: text() })
      if (type === 0x51 && length === 3)
        track.tempos.push({ beat, bpm: 60_000_000 / Math.max(1, a * 65536 + b * 256 + c) })
      if (type === 0x58 && length >= 2 && a > 0 && b < 8)
        track.meters.push({ beat, numerator: a, denominator: 2 ** b })
      continue
    }
    if (status >= 0xf0) {
      at += variable()
      continue
    }
    const kind = status >> 4
    const channel = status & 15
    const key = byte()
    const value = dataBytes[kind - 8] === 2 ? byte() : 0
    const id = channel * 128 + key
    if (kind === 9 && value > 0) {
      const note = { key, velocity: value, channel, start: beat, end: Infinity }
      track.notes.push(note)
      open.set(id, [...(open.get(id) ?? []), note])
    } else if (kind === 8 || kind === 9) {
      const note = chordEnd(open, id)
      if (note !== undefined) note.end = beat
    }
  }
  for (const note of track.notes) note.end = Math.min(note.end, track.end)
  return track
}

function chunksOf(bytes: Uint8Array, name: string): { head: DataView; tracks: Uint8Array[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 14 || tag(0) !== 'MThd') throw damaged(name, 'its first bytes are not “MThd”.')
  const tracks: Uint8Array[] = []
  for (let at = 8 + view.getUint32(4); at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4)
    if (at + 8 + size > bytes.length) throw damaged(name, 'it is cut short.')
    if (tag(at) === 'MTrk') tracks.push(bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size
  }
  if (tracks.length === 0) throw damaged(name, 'it has no track.')
  if (tracks.length < view.getUint16(10)) throw damaged(name, 'it is cut short.')
  return { head: view, tracks }
}

/** Reads the bytes of a standard MIDI file of type 0, 1 or 2. Fails with `midi.damaged`. */
export function decodeMidi(bytes: Uint8Array, name = 'MIDI'): MidiFile {
  const { head, tracks: chunks } = chunksOf(bytes, name)
  const division = head.getInt16(12)
  // A negative division counts SMPTE frames: then ticks are seconds and the tempo does not matter.
  const smpte = division < 0
  const ticksPerBeat = smpte ? (-(division >> 8) * (division & 255)) / 2 : division
  if (ticksPerBeat <= 0) throw damaged(name, 'its time base is zero.')
  const raw = chunks.map((chunk) => readTrack(chunk, ticksPerBeat))
  const tempos = smpte ? [] : raw.flatMap(({ tempos }) => tempos).sort((a, b) => a.beat - b.beat)
  if ((tempos[0]?.beat ?? 1) > 0) tempos.unshift({ beat: 0, bpm: tempos[0]?.bpm ?? 120 })
  const tempoMap = timedTempo(tempos.map((point) => ({ ...point, ramp: false })))
  const sec = (beat: number) => secOfBeat(tempoMap, beat)
  return {
    tempoMap,
    meter: raw.flatMap(({ meters }) => meters).sort((a, b) => a.beat - b.beat),
    locators: raw.flatMap(({ markers }) => markers).map((marker) => ({ ...marker, sec: sec(marker.beat) })),
    durationSec: Math.max(...raw.map(({ end }) => sec(end))),
    tracks: raw
      .map(({ name: given, notes }, index) => ({
        name: given || `Track ${index + 1}`,
        notes: notes.map(({ start, end, ...note }) => ({ ...note, startSec: sec(start), endSec: sec(end) })),
      }))
      .filter(({ notes }) => notes.length > 0),
  }
}

/** Reads a standard MIDI file. Fails with `midi.damaged`. */
export async function readMidi(path: string, name?: string): Promise<MidiFile> {
  return decodeMidi(await readFile(path), name)
}
