import { failureOf, MidiMessage, MidiType } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBytes, toBytes } from './bytes.ts'

const of = (fields: object) => MidiMessage.parse(fields)
const withoutChannel = ['start', 'stop', 'continue', 'clock', 'sysex']

/** Only the fields that a type uses; the others stand as they are when left out. */
const message = fc
  .record({
    type: fc.constantFrom(...MidiType.options),
    channel: fc.integer({ min: 1, max: 16 }),
    number: fc.integer({ min: 0, max: 127 }),
    value: fc.integer({ min: 1, max: 127 }),
    bend: fc.integer({ min: -8192, max: 8191 }),
    data: fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 64 }),
  })
  .map(({ type, channel, number, value, bend, data }) =>
    of({
      type,
      ...(withoutChannel.includes(type) ? {} : { channel }),
      ...(['noteOn', 'noteOff', 'control', 'program', 'keyPressure'].includes(type) ? { number } : {}),
      ...(['noteOn', 'noteOff', 'control', 'pressure', 'keyPressure'].includes(type) ? { value } : {}),
      ...(type === 'pitchBend' ? { value: bend } : {}),
      ...(type === 'sysex' ? { data } : {}),
    }),
  )

test('every message comes back from its bytes as it was', () => {
  fc.assert(fc.property(message, (one) => void expect(fromBytes(toBytes(one))).toEqual(one)))
})

test('bytes are those of MIDI 1.0', () => {
  expect(toBytes(of({ type: 'noteOn', channel: 10, number: 36, value: 100 }))).toEqual([0x99, 36, 100])
  expect(toBytes(of({ type: 'control', channel: 1, number: 7, value: 127 }))).toEqual([0xb0, 7, 127])
  expect(toBytes(of({ type: 'program', channel: 16, number: 5 }))).toEqual([0xcf, 5])
  expect(toBytes(of({ type: 'pitchBend', value: 0 }))).toEqual([0xe0, 0, 64])
  expect(toBytes(of({ type: 'pitchBend', value: -8192 }))).toEqual([0xe0, 0, 0])
  expect(toBytes(of({ type: 'pitchBend', value: 8191 }))).toEqual([0xe0, 127, 127])
  expect(toBytes(of({ type: 'start' }))).toEqual([0xfa])
  expect(toBytes(of({ type: 'clock' }))).toEqual([0xf8])
  expect(toBytes(of({ type: 'sysex', data: [0x7e, 0x7f, 6, 1] }))).toEqual([0xf0, 0x7e, 0x7f, 6, 1, 0xf7])
})

test('a note pressed with no force was let go', () => {
  expect(fromBytes([0x90, 60, 0])).toMatchObject({ type: 'noteOff', number: 60 })
})

test('what Segue has no word for is nothing', () => {
  for (const bytes of [[], [0xfe], [0xf1, 3], [60, 64]]) expect(fromBytes(bytes)).toBeNull()
})

test('a value that does not fit is refused in words', () => {
  const send = () => toBytes(of({ type: 'control', number: 7, value: 300 }))
  expect(send).toThrow('300 does not fit')
  try {
    send()
  } catch (error) {
    expect(failureOf(error)).toMatchObject({ code: 'midi.value', kind: 'input' })
  }
})

test('a system exclusive message has its longest length', () => {
  const data = Array.from({ length: 8193 }, () => 0)
  expect(MidiMessage.safeParse({ type: 'sysex', data }).success).toBe(false)
  expect(MidiMessage.safeParse({ type: 'sysex', data: data.slice(1) }).success).toBe(true)
})
