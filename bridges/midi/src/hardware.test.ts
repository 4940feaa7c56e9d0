import { failureOf } from '@segue/protocol'
import { expect, test } from 'vitest'
import { findHardware, hardwareBackend, uniqueNames } from './hardware.ts'
import { fakeNative } from './testing.ts'

const failureIn = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return failureOf(error)
  }
  return null
}

test('sends whole messages to a device by its name', () => {
  const native = fakeNative({ outputs: ['Deck', 'Synth'] })
  const output = hardwareBackend(native).openOutput('Synth')
  output.send([0x90, 60, 100])
  output.close()
  expect(native.sent).toEqual([{ port: 'Synth', bytes: [0x90, 60, 100] }])
  expect(native.open).toEqual([])
})

test('hears a device until it stops', () => {
  const native = fakeNative({ inputs: ['Pads'] })
  const heard: unknown[] = []
  const stop = hardwareBackend(native).openInput('Pads', (bytes) => heard.push(bytes))
  native.come('Pads', [0x90, 36, 1])
  stop()
  native.come('Pads', [0x90, 36, 2])
  expect(heard).toEqual([[0x90, 36, 1]])
})

test('two devices of one name can be told apart', () => {
  const names = ['Pads', 'Pads', 'Pads']
  const ports = { getPortCount: () => 3, getPortName: (index: number) => names[index] ?? '' }
  expect(uniqueNames(ports)).toEqual(['Pads', 'Pads (2)', 'Pads (3)'])
})

test('a port that another program holds is a failure of its own on Windows', () => {
  const native = fakeNative({ inputs: ['Pads'], outputs: ['Synth'] })
  native.taken.add('Pads').add('Synth')
  const windows = hardwareBackend(native, 'win32')
  expect(failureIn(() => windows.openInput('Pads', () => {}))).toMatchObject({
    code: 'midi.port_in_use',
    message: expect.stringContaining('“Pads” is in use'),
    kind: 'environment',
  })
  expect(failureIn(() => windows.openOutput('Synth'))).toMatchObject({ code: 'midi.port_in_use' })
  expect(failureIn(() => hardwareBackend(native, 'darwin').openOutput('Synth'))).toMatchObject({
    code: 'midi.port_refused',
  })
})

test('a device that is not plugged in is named, with those that are', () => {
  const failure = failureIn(() => hardwareBackend(fakeNative({ outputs: ['Deck'] })).openOutput('Synth'))
  expect(failure).toMatchObject({ code: 'midi.port_missing', message: expect.stringContaining('Synth') })
  expect(failure?.hint).toContain('Deck')
})

test('a library that does not load leaves no devices and says why', async () => {
  const load = async () => {
    throw new Error('libasound.so.2: cannot open shared object file\nRequire stack: …')
  }
  const backend = await findHardware(load, { system: 'darwin' })
  expect(backend.inputs()).toEqual([])
  expect(backend.detail).toBe(
    'MIDI devices cannot be reached: libasound.so.2: cannot open shared object file',
  )
  expect(failureIn(() => backend.openOutput('Synth'))).toMatchObject({ code: 'midi.port_missing' })
  expect(failureIn(() => backend.openInput('Synth', () => {}))).toMatchObject({ code: 'midi.port_missing' })
})

test('a Linux without a sequencer is not asked for its devices', async () => {
  const load = () => Promise.reject(new Error('asked'))
  const backend = await findHardware(load, { system: 'linux', hasSequencer: false })
  expect(backend.detail).toContain('/dev/snd/seq')
})

test('the library offers what is used of it, and this machine is asked without a throw', async () => {
  const library = await import('@julusian/midi/lazy')
  expect([typeof library.Input, typeof library.Output]).toEqual(['function', 'function'])
  const backend = await findHardware()
  expect(backend.inputs().every((name) => name !== '')).toBe(true)
})
