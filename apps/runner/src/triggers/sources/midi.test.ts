import { openMidi } from '@segue/midi'
import { hardwareBackend } from '@segue/midi/hardware'
import { type FakeNative, fakeNative } from '@segue/midi/testing'
import { MidiMessage } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { createTestClock } from '../../host/testClock.ts'
import { openMidiIn } from './midi.ts'
import { openSource } from './testing/openSource.ts'

/** A trigger over devices that are plugged in and pulled out by hand, and over a port inside Segue. */
async function openAt(settings: object, native = fakeNative({ inputs: ['Launchpad Mini MK3', 'Keys'] })) {
  const time = createTestClock()
  const midi = openMidi(['Segue'], async () => hardwareBackend(native))
  const source = openSource(openMidiIn({ midi, clock: time.clock }), {
    kind: 'midi',
    port: 'launchpad',
    ...settings,
  })
  const pass = async () => {
    time.pass(2000)
    for (let next = time.next(); next; next = time.next()) next()
    await midi.ports()
  }
  await pass()
  await expect.poll(() => source.condition).not.toBeNull()
  return { source, native, midi, pass }
}

describe('a MIDI trigger', () => {
  test('hears a note of the port whose name it knows a part of', async () => {
    const { source, native } = await openAt({ channel: 2, number: 36 })
    const come = (...bytes: number[]) => native.come('Launchpad Mini MK3', bytes)
    come(0x90, 36, 100)
    come(0x91, 37, 100)
    come(0x81, 36, 0)
    come(0xf8)
    come(0x91, 36, 127)
    native.come('Keys', [0x91, 36, 127])
    expect(source.heard.map(({ data }) => data)).toEqual([
      { type: 'noteOn', port: 'Launchpad Mini MK3', channel: 2, number: 36, value: 127, level: 1 },
    ])
    expect(source.passed.map(({ reason }) => reason)).toEqual([
      'it is on channel 1',
      'it is number 37',
      'the note is let go',
    ])
  })

  test.each([
    [
      { message: 'control', number: 64, least: 64 },
      [
        [0xb0, 64, 20],
        [0xb0, 64, 90],
      ],
      [90],
    ],
    [{ message: 'program' }, [[0xc0, 5]], [0]],
    [{ message: 'start' }, [[0xfa], [0xfb], [0xfc]], [0, 0]],
    [{ message: 'stop', channel: 7 }, [[0xfa], [0xfc]], [0]],
  ])('%j takes what it is for', async (settings, messages, values) => {
    const { source, native } = await openAt(settings)
    for (const bytes of messages) native.come('Launchpad Mini MK3', bytes)
    expect(source.heard.map(({ data }) => data.value)).toEqual(values)
  })

  test('hears a port inside Segue', async () => {
    const { source, midi } = await openAt({ port: 'Segue' })
    const ports = await midi.ports()
    ports.send('Segue', MidiMessage.parse({ type: 'noteOn', number: 60, value: 9 }))
    expect(source.heard).toMatchObject([{ words: 'noteOn 60, 9, channel 1 from Segue' }])
  })

  test('whose device is pulled out says so, and goes on when it is back', async () => {
    const native: FakeNative = fakeNative({ inputs: ['Keys'] })
    const { source, pass } = await openAt({}, native)
    expect(source.condition?.failure).toMatchObject({
      code: 'midi.port_missing',
      hint: expect.stringContaining('Here now: Segue, Keys.'),
    })
    const fine = { failure: null, note: null }
    native.inputs.push('Launchpad X')
    await pass()
    await expect.poll(() => source.condition).toEqual(fine)
    native.come('Launchpad X', [0x90, 1, 1])
    native.inputs.pop()
    await pass()
    await expect.poll(() => source.condition?.failure?.code).toBe('midi.port_missing')
    expect(native.open).toEqual([])
    native.inputs.push('Launchpad X')
    await pass()
    await expect.poll(() => source.condition).toEqual(fine)
    native.come('Launchpad X', [0x90, 2, 1])
    expect(source.heard.map(({ data }) => data.number)).toEqual([1, 2])
    await source.close()
    expect(native.open).toEqual([])
  })

  test('whose port another program holds says so', async () => {
    const native = fakeNative({ inputs: ['Launchpad'] })
    native.taken.add('Launchpad')
    const { source, pass } = await openAt({}, native)
    expect(source.condition?.failure).toMatchObject({ code: 'midi.port_refused', kind: 'environment' })
    native.taken.clear()
    await pass()
    await expect.poll(() => source.condition?.failure).toBeNull()
  })
})
