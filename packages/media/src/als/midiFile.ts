import type { LiveSet } from './liveSet.ts'
import { notesOnTimeline, timelineOf } from './timeline.ts'

/** Ticks per quarter note. */
const resolution = 960

interface MidiEvent {
  tick: number
  /** At one tick, notes end before others begin. */
  order: number
  bytes: number[]
}

/** A number in sevens of bits, most significant first, as delta times are written. */
function variable(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return bytes
}

const meta = (type: number, data: ArrayLike<number>) => [
  0xff,
  type,
  ...variable(data.length),
  ...Array.from(data),
]
const named = (type: number, text: string) => meta(type, new TextEncoder().encode(text.slice(0, 120)))
/** Delta times have 28 bits. */
const ticksOf = (beat: number) => Math.min(0x0fff_ffff, Math.max(0, Math.round(beat * resolution)))

function chunk(tag: string, body: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 + body.length)
  bytes.set(new TextEncoder().encode(tag))
  new DataView(bytes.buffer).setUint32(4, body.length)
  bytes.set(body, 8)
  return bytes
}

function track(events: MidiEvent[]): Uint8Array {
  const body: number[] = []
  let last = 0
  for (const { tick, bytes } of events.sort((a, b) => a.tick - b.tick || a.order - b.order)) {
    for (const byte of variable(tick - last)) body.push(byte)
    for (const byte of bytes) body.push(byte)
    last = tick
  }
  return chunk('MTrk', [...body, 0, ...meta(0x2f, [])])
}

function conductor(set: LiveSet): Uint8Array {
  const events: MidiEvent[] = set.tempoMap.map(({ beat, bpm }) => {
    const microseconds = Math.min(0xff_ff_ff, Math.round(60_000_000 / bpm))
    return {
      tick: ticksOf(beat),
      order: 0,
      bytes: meta(0x51, [microseconds >> 16, (microseconds >> 8) & 255, microseconds & 255]),
    }
  })
  for (const { beat, numerator, denominator } of set.meter) {
    const bytes = meta(0x58, [numerator, Math.log2(denominator), 24, 8])
    events.push({ tick: ticksOf(beat), order: 1, bytes })
  }
  for (const { beat, name } of set.locators) {
    events.push({ tick: ticksOf(beat), order: 2, bytes: named(0x06, name) })
  }
  return track(events)
}

/**
 * A standard MIDI file (type 1) of everything the MIDI tracks of a set play: one track each, after one with tempo,
 * time signatures and locators as markers. Notes are on channel 1 of their track; muted tracks are there too.
 */
export function midiFileOf(set: LiveSet): Uint8Array {
  const tracks = timelineOf(set).tracks.flatMap(({ track: { name, kind }, clips }) => {
    if (kind !== 'midi') return []
    const events: MidiEvent[] = [{ tick: 0, order: 0, bytes: named(0x03, name) }]
    for (const clip of clips) {
      if (clip.kind !== 'midi') continue
      for (const { beat, beats, key, velocity, releaseVelocity } of notesOnTimeline(clip)) {
        const on = ticksOf(beat)
        const off = Math.max(on + 1, ticksOf(beat + beats))
        events.push({ tick: on, order: 2, bytes: [0x90, key, velocity] })
        events.push({ tick: off, order: 1, bytes: [0x80, key, releaseVelocity] })
      }
    }
    return [track(events)]
  })
  const head = chunk('MThd', [0, 1, 0, tracks.length + 1, resolution >> 8, resolution & 255])
  return Buffer.concat([head, conductor(set), ...tracks])
}
