import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Bridge } from '@segue/bridge'
import type { Adapter } from '@segue/bridge/adapter'
import type { MidiAccess } from './access.ts'
import { midiCommands } from './commands.ts'
import type { Ports } from './ports.ts'
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
export function midiAdapter(settings: Heard, midi: MidiAccess): Adapter {
  return {
    app: 'midi',
    async run({ serve, signal, log, explain }) {
      const ports = await midi.ports()
      if (ports.detail !== '') log(ports.detail)
      explain(ports.detail)
      const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort')
      while (!signal.aborted) {
        const served = serve(midiBridge(ports, settings))
        await Promise.race([served.ended, stopped])
        served.end()
        await served.ended
        await delay(1000, undefined, { signal }).catch(() => {})
      }
    },
  }
}
