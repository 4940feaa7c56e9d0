import { expect, test } from 'vitest'
import type { LiveSet, LiveTrack } from './liveSet.ts'
import { midiFileOf } from './midiFile.ts'

/** A reader of its own, by the book: chunks, then events with delta times. */
function tracksOf(file: Uint8Array): { tick: number; bytes: number[] }[][] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const tracks: { tick: number; bytes: number[] }[][] = []
  for (let at = 14; at < file.length; ) {
    const end = at + 8 + view.getUint32(at + 4)
    const events: { tick: number; bytes: number[] }[] = []
    let tick = 0
    const variable = () => {
      let value = 0
      for (;;) {
        const byte = file[at++] ?? 0
        value = value * 128 + (byte & 127)
        if (byte < 128) return value
      }
    }
    for (at += 8; at < end; ) {
      tick += variable()
      const start = at
      const status = file[at++] ?? 0
      if (status === 0xff) {
        at++
        const length = variable()
        at += length
      } else at += 2
      events.push({ tick, bytes: [...file.subarray(start, at)] })
    }
    tracks.push(events)
  }
  return tracks
}

const clip = {
  kind: 'midi',
  name: '',
  start: 4,
  end: 12,
  disabled: false,
  loop: { on: true, start: 0, end: 4, offset: 0 },
  notes: [
    { key: 60, beat: 0, beats: 1, velocity: 100, releaseVelocity: 64 },
    { key: 60, beat: 1, beats: 1, velocity: 50, releaseVelocity: 64 },
  ],
} as const

const set = {
  bpm: 120,
  endBeat: 12,
  tempoMap: [
    { beat: 0, sec: 0, bpm: 120, ramp: false },
    { beat: 8, sec: 4, bpm: 60, ramp: false },
  ],
  meter: [{ beat: 0, numerator: 7, denominator: 8 }],
  locators: [{ beat: 300, name: 'Ende ä', sec: 9 }],
  tracks: [
    { kind: 'audio', name: 'A', arrangement: [], session: [] },
    { kind: 'midi', name: 'Bass', arrangement: [clip], session: [] },
  ] as unknown as LiveTrack[],
} as unknown as LiveSet

test('the head says type 1, the number of tracks and 960 ticks', () => {
  const head = Buffer.from(midiFileOf(set)).subarray(0, 14)
  expect(head.toString('latin1', 0, 4)).toBe('MThd')
  expect([head.readUInt32BE(4), head.readUInt16BE(8), head.readUInt16BE(10), head.readUInt16BE(12)]).toEqual([
    6, 1, 2, 960,
  ])
})

test('the first track holds tempo, meter and locators', () => {
  const [conductor] = tracksOf(midiFileOf(set))
  expect(conductor?.map(({ tick, bytes }) => [tick, bytes[1], ...bytes.slice(3)])).toEqual([
    [0, 0x51, 0x07, 0xa1, 0x20],
    [0, 0x58, 7, 3, 24, 8],
    [8 * 960, 0x51, 0x0f, 0x42, 0x40],
    [300 * 960, 0x06, ...new TextEncoder().encode('Ende ä')],
    [300 * 960, 0x2f],
  ])
})

test('a looped clip is written out, and a note ends before the next of its key begins', () => {
  const [, bass] = tracksOf(midiFileOf(set))
  const notes = bass
    ?.filter(({ bytes }) => bytes[0] !== 0xff)
    .map(({ tick, bytes }) => [tick / 960, ...bytes])
  expect(notes).toEqual([
    [4, 0x90, 60, 100],
    [5, 0x80, 60, 64],
    [5, 0x90, 60, 50],
    [6, 0x80, 60, 64],
    [8, 0x90, 60, 100],
    [9, 0x80, 60, 64],
    [9, 0x90, 60, 50],
    [10, 0x80, 60, 64],
  ])
})
