import type { Bridge } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { memoryPair } from '@segue/bridge/memory'
import { documentTopic, type HeardMidi } from '@segue/protocol'
import { expect, test } from 'vitest'
import { openMidi } from './access.ts'
import { midiAdapter, midiBridge } from './adapter.ts'
import { hardwareBackend } from './hardware.ts'
import { memoryBackend } from './memory.ts'
import { openPorts } from './ports.ts'
import { fakeNative } from './testing.ts'

const settings = { virtual: ['Segue'], listen: ['Pads'] }

function listenTo(bridge: Bridge, wanted: string) {
  const source = bridge.topics?.find(({ topic }) => topic === wanted)
  const told: { data: unknown; key: string | undefined }[] = []
  const stop = source?.start((data, key) => told.push({ data, key }))
  return { told, stop: () => stop?.() }
}

test('tells notes one by one and the newest of each controller', () => {
  const native = fakeNative({ inputs: ['Pads', 'Deck'] })
  const ports = openPorts([memoryBackend(settings.virtual), hardwareBackend(native)])
  const bridge = midiBridge(ports, settings)
  const notes = listenTo(bridge, 'midi.note')
  const controls = listenTo(bridge, 'midi.control')
  native.come('Pads', [0x90, 36, 100])
  native.come('Pads', [0x80, 36, 0])
  native.come('Pads', [0xb0, 7, 1])
  native.come('Deck', [0x90, 1, 1])
  ports.send('Segue', { type: 'control', channel: 3, number: 7, value: 9, data: [] })
  expect(notes.told.map(({ data, key }) => [(data as HeardMidi).type, key])).toEqual([
    ['noteOn', undefined],
    ['noteOff', undefined],
  ])
  expect(controls.told.map(({ key }) => key)).toEqual(['control/Pads/1/7', 'control/Segue/3/7'])
  notes.stop()
  controls.stop()
  expect(native.open).toEqual([])
})

test('says what is plugged in and what another program holds', () => {
  const native = fakeNative({ inputs: ['Pads'], outputs: ['Synth'] })
  native.taken.add('Pads')
  const ports = openPorts([memoryBackend(['Segue']), hardwareBackend(native, 'win32')])
  const bridge = midiBridge(ports, settings)
  const notes = listenTo(bridge, 'midi.note')
  const document = listenTo(bridge, documentTopic)
  expect(document.told).toMatchObject([
    {
      key: 'document',
      data: { facts: { Inputs: 2, Outputs: 2, 'Not heard': expect.stringContaining('“Pads” is in use') } },
    },
  ])
  notes.stop()
  document.stop()
})

test('serves until it is stopped, also after the runner ended it, and closes its ports', async () => {
  const native = fakeNative({ outputs: ['Synth'] })
  const stop = new AbortController()
  const ends: (() => void)[] = []
  const logged: string[] = []
  const explained: string[] = []
  const devices = async () => ({ ...hardwareBackend(native), detail: 'No devices.' })
  const running = midiAdapter(settings, openMidi(settings.virtual, devices)).run({
    isTaken: () => false,
    signal: stop.signal,
    log: (text) => logged.push(text),
    explain: (detail) => explained.push(detail),
    serve(bridge) {
      const [here, there] = memoryPair()
      here.resume()
      ends.push(() => here.destroy())
      return {
        ended: serveBridge(bridge, { stream: there, key: Buffer.alloc(32) }),
        end: () => void there.destroy(),
      }
    },
  })
  await expect.poll(() => ends.length).toBe(1)
  ends[0]?.()
  await expect.poll(() => ends.length, { timeout: 5000 }).toBe(2)
  stop.abort()
  await running
  expect([logged, explained]).toEqual([['No devices.'], ['No devices.']])
  expect(native.open).toEqual([])
})
