import { testContext } from '@segue/bridge/testing'
import { failureOf, type HeardMidi, type MidiMessage, midi } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import { midiCommands } from './commands.ts'
import { hardwareBackend } from './hardware.ts'
import { memoryBackend } from './memory.ts'
import { openPorts, type Ports } from './ports.ts'
import { fakeNative } from './testing.ts'

const native = fakeNative({ inputs: ['Pads'], outputs: ['Synth', 'Segue'] })
let ports: Ports
let heard: HeardMidi[]
beforeEach(() => {
  native.outputs = ['Synth', 'Segue']
  native.sent.length = 0
  ports = openPorts([memoryBackend(['Segue']), hardwareBackend(native)])
  heard = []
  ports.listen('Segue', (one) => heard.push(one))
})

const call = (command: { command: string }, args: object, signal = new AbortController().signal) => {
  const handler = midiCommands(ports).find(({ spec }) => spec.command === command.command)
  if (handler === undefined) throw new Error(`There is no ${command.command}.`)
  return handler.run(handler.spec.args.parse(args), testContext({ signal })) as Promise<unknown>
}
const shortly = (message: MidiMessage) =>
  `${message.type} ${message.channel} ${message.number} ${message.value}`

test('lists the ports inside Segue and those of the machine', async () => {
  expect(await call(midi.listPorts, {})).toEqual({
    inputs: [
      { name: 'Segue', virtual: true },
      { name: 'Pads', virtual: false },
    ],
    outputs: [
      { name: 'Segue', virtual: true },
      { name: 'Synth', virtual: false },
    ],
    detail: '',
  })
})

test('sends every kind of message', async () => {
  for (const [args, bytes] of [
    [{ type: 'noteOn', channel: 2, number: 64, value: 90 }, [0x91, 64, 90]],
    [{ type: 'noteOff', channel: 2, number: 64 }, [0x81, 64, 0]],
    [{ type: 'control', number: 74, value: 12 }, [0xb0, 74, 12]],
    [{ type: 'program', number: 3 }, [0xc0, 3]],
    [{ type: 'pitchBend', value: 8191 }, [0xe0, 127, 127]],
    [{ type: 'pressure', value: 5 }, [0xd0, 5]],
    [{ type: 'keyPressure', number: 60, value: 5 }, [0xa0, 60, 5]],
    [{ type: 'start' }, [0xfa]],
    [{ type: 'continue' }, [0xfb]],
    [{ type: 'stop' }, [0xfc]],
    [{ type: 'clock' }, [0xf8]],
    [{ type: 'sysex', data: [1, 2, 3] }, [0xf0, 1, 2, 3, 0xf7]],
  ] as const) {
    native.sent.length = 0
    expect(await call(midi.sendMessage, { port: 'Synth', ...args })).toEqual({
      port: 'Synth',
      bytes: bytes.length,
    })
    expect(native.sent).toEqual([{ port: 'Synth', bytes }])
  }
})

test('plays a chord and lets go of it', async () => {
  await call(midi.playNote, { port: 'Segue', notes: [60, 67], velocity: 80, durationMs: 1 })
  expect(heard.map(shortly)).toEqual(['noteOn 1 60 80', 'noteOn 1 67 80', 'noteOff 1 60 0', 'noteOff 1 67 0'])
})

test('lets go of a note that is cancelled', async () => {
  const abort = new AbortController()
  const playing = call(midi.playNote, { port: 'Segue', notes: [60], durationMs: 600_000 }, abort.signal)
  expect(heard.map(shortly)).toEqual(['noteOn 1 60 100'])
  abort.abort()
  await expect(playing).rejects.toThrow()
  expect(heard.map(shortly)).toEqual(['noteOn 1 60 100', 'noteOff 1 60 0'])
})

test('a note that is cancelled before it starts is never heard', async () => {
  await expect(call(midi.playNote, { port: 'Segue' }, AbortSignal.abort())).rejects.toThrow()
  expect(heard).toEqual([])
})

test('panic silences every port in use, or the one that is named', async () => {
  expect(await call(midi.panic, {})).toEqual({ ports: [] })
  await call(midi.sendMessage, { port: 'Synth', type: 'noteOn', number: 60, value: 1 })
  native.sent.length = 0
  expect(await call(midi.panic, {})).toEqual({ ports: ['Synth'] })
  for (const channel of [0, 15])
    expect(native.sent).toContainEqual({ port: 'Synth', bytes: [0xb0 | channel, 123, 0] })
  await call(midi.panic, { port: 'Segue' })
  expect(heard.filter(({ number }) => number === 120).map(({ channel }) => channel)).toEqual(
    Array.from({ length: 16 }, (_, index) => index + 1),
  )
})

test('waits for the message that is wanted, among others', async () => {
  const wanted = { port: 'Pads', type: 'control', channel: 2, number: 64, atLeast: 64 }
  const waiting = call(midi.awaitMessage, wanted)
  for (const bytes of [
    [0xb0, 64, 127],
    [0xb1, 65, 127],
    [0xb1, 64, 10],
    [0x91, 64, 127],
  ])
    native.come('Pads', bytes)
  native.come('Pads', [0xb1, 64, 100])
  expect(await waiting).toEqual({
    port: 'Pads',
    type: 'control',
    channel: 2,
    number: 64,
    value: 100,
    data: [],
  })
  expect(native.open).not.toContain('Pads')
})

test('stops waiting at the end of its time and when it is cancelled', async () => {
  const late = await call(midi.awaitMessage, { port: 'Pads', timeoutMs: 1 }).then(() => null, failureOf)
  expect(late).toMatchObject({ code: 'bridge.timeout', message: expect.stringContaining('Pads') })
  const abort = new AbortController()
  const waiting = call(midi.awaitMessage, { port: 'Pads' }, abort.signal)
  expect(native.open).toContain('Pads')
  abort.abort()
  await expect(waiting).rejects.toThrow()
  expect(native.open).not.toContain('Pads')
})

test('a device that is pulled out is missed by name, and found when it is back', async () => {
  const send = () => call(midi.sendMessage, { port: 'Synth', type: 'clock' })
  await send()
  native.outputs = []
  expect(await send().then(() => null, failureOf)).toMatchObject({ code: 'midi.port_missing' })
  native.outputs = ['Deck', 'Synth']
  await send()
  expect(native.sent.map(({ port }) => port)).toEqual(['Synth', 'Synth'])
})
