import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Bridge } from '@segue/bridge'
import type { Adapter } from '@segue/bridge/adapter'
import type { MidiBackend } from './backend.ts'
import { midiCommands } from './commands.ts'
import { findHardware } from './hardware.ts'
import { memoryBackend } from './memory.ts'
import { openPorts, type Ports } from './ports.ts'
import type { MidiSettings } from './settings.ts'
import { midiTopics } from './topics.ts'

const version = '1.0'

type Heard = Pick<MidiSettings, 'virtual' | 'listen'>

/** Commands and topics over some ports. */
export function midiBridge(ports: Ports, { virtual, listen }: Heard): Bridge {
  return {
    app: 'midi',
    name: 'MIDI',
    version,
    standIn: false,
    handlers: midiCommands(ports),
    topics: midiTopics({ ports, inputs: [...virtual, ...listen] }),
  }
}

/** MIDI is always here, with or without devices, so it is served until the runner closes. */
export function midiAdapter(settings: Heard, devices: () => Promise<MidiBackend> = findHardware): Adapter {
  return {
    app: 'midi',
    async run({ serve, signal, log, explain }) {
      const hardware = await devices()
      if (hardware.detail !== '') log(hardware.detail)
      explain(hardware.detail)
      const ports = openPorts([memoryBackend(settings.virtual), hardware])
      const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort')
      while (!signal.aborted) {
        const served = serve(midiBridge(ports, settings))
        await Promise.race([served.ended, stopped])
        served.end()
        await served.ended
        await delay(1000, undefined, { signal }).catch(() => {})
      }
      ports.close()
    },
  }
}
