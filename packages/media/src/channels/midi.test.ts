import { failureOf } from '@segue/protocol'
import { describe, expect, it } from 'vitest'
import { midiCurves } from './midiCurves.ts'
import { decodeMidi } from './midiFile.ts'

const text = (value: string) => [...Buffer.from(value)]
const chunk = (tag: string, body: number[]) => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  return [...text(tag), ...size, ...body]
}
/** 96 ticks per quarter note, 120 BPM, then 60 from beat 2. */
const head = chunk('MThd', [0, 1, 0, 2, 0, 96])
const conductor = chunk('MTrk', [
  ...[0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20],
  ...[0, 0xff, 0x58, 4, 7, 3, 24, 8],
  ...[0x81, 0x40, 0xff, 0x51, 3, 0x0f, 0x42, 0x40],
  ...[0, 0xff, 0x06, 4, ...text('Drop')],
  ...[0, 0xff, 0x2f, 0],
])
/** Kick on beats 0 and 2, a snare on beat 1, in running status; note-on with velocity 0 ends a note. */
const drums = chunk('MTrk', [
  ...[0, 0xff, 0x03, 5, ...text('Drums')],
  ...[0, 0x99, 36, 127, 48, 36, 0],
  ...[48, 38, 64, 48, 38, 0],
  ...[48, 36, 100, 48, 36, 0],
  ...[0, 0xff, 0x2f, 0],
])
const bytes = Uint8Array.from([...head, ...conductor, ...drums])

describe('MIDI files', () => {
  it('are read with tempo, meter, markers and running status', () => {
    const file = decodeMidi(bytes)
    expect(file.tempoMap.map(({ bpm, sec }) => [bpm, sec])).toEqual([
      [120, 0],
      [60, 1],
    ])
    expect(file.meter).toEqual([{ beat: 0, numerator: 7, denominator: 8 }])
    expect(file.locators).toEqual([{ name: 'Drop', beat: 2, sec: 1 }])
    expect(file.tracks).toHaveLength(1)
    expect(file.tracks[0]?.notes.map(({ key, startSec, endSec }) => [key, startSec, endSec])).toEqual([
      [36, 0, 0.25],
      [38, 0.5, 0.75],
      [36, 1, 1.5],
    ])
  })

  it('fail by name when they are damaged', () => {
    for (const broken of [
      bytes.subarray(0, 62),
      Uint8Array.from(text('MThd')),
      Uint8Array.from(text('RIFF....WAVE')),
    ]) {
      let failure = failureOf(null)
      try {
        decodeMidi(broken, 'beat.mid')
      } catch (error) {
        failure = failureOf(error)
      }
      expect(failure.code).toBe('midi.damaged')
      expect(failure.message).toContain('beat.mid')
    }
  })

  it('become curves per track, on the frame of each note', () => {
    const options = { fps: { num: 24, den: 1 }, split: 'track', releaseBeats: 0.25, meta: {} } as const
    const { planes, samples } = midiCurves(decodeMidi(bytes), options)
    expect(samples).toBe(36)
    const hits = planes.get('Drums')
    expect([hits?.[0], hits?.[24]].map((x) => x?.toFixed(2))).toEqual(['1.00', '0.79'])
    expect(hits?.[11]).toBeLessThan(0.1)
    expect(planes.get('Drums.velocity')?.[13]).toBeCloseTo(64 / 127, 3)
    expect(planes.get('Drums.gate')?.slice(4, 8)).toEqual(Float32Array.of(1, 1, 0, 0))
  })

  it('become curves per pad, moved by where the sound starts', () => {
    const options = {
      fps: { num: 24, den: 1 },
      split: 'pad',
      releaseBeats: 0.25,
      meta: { offsetSec: 0.5, durationSec: 1, bpm: 120 },
    } as const
    const { planes, samples } = midiCurves(decodeMidi(bytes), options)
    expect([...planes.keys()].slice(0, 4)).toEqual([
      'Drums.C1',
      'Drums.C1.velocity',
      'Drums.C1.gate',
      'Drums.D1',
    ])
    expect(samples).toBe(24)
    expect(planes.get('Drums.D1')?.[0]).toBeCloseTo(0.504, 2)
    expect(planes.get('Drums.C1')?.[12]).toBeCloseTo(0.787, 2)
  })
})
