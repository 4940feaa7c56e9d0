import type { BridgeTopic } from '@segue/bridge'
import type { MidiType } from '@segue/protocol'
import { documentTopicOf } from './document.ts'
import { openEars } from './ears.ts'
import type { Ports } from './ports.ts'

/** What each topic tells. Ticks of the clock come 48 times a second and more, so nobody is told of them. */
const kinds: readonly { topic: string; title: string; types: readonly MidiType[]; newest: boolean }[] = [
  { topic: 'midi.note', title: 'A note was pressed or let go', types: ['noteOn', 'noteOff'], newest: false },
  {
    topic: 'midi.control',
    title: 'A controller, bend or pressure moved',
    types: ['control', 'pitchBend', 'pressure', 'keyPressure'],
    newest: true,
  },
  { topic: 'midi.program', title: 'A program was chosen', types: ['program'], newest: false },
  {
    topic: 'midi.transport',
    title: 'Another machine started or stopped',
    types: ['start', 'stop', 'continue'],
    newest: false,
  },
  { topic: 'midi.sysex', title: 'A system exclusive message came', types: ['sysex'], newest: false },
]

export interface Listening {
  ports: Ports
  /** Names of the inputs to listen to. */
  inputs: readonly string[]
}

/**
 * What comes in, by kind. A controller, bend or pressure is told by its newest value of each port, channel and number;
 * everything else one by one.
 */
export function midiTopics(listening: Listening): BridgeTopic[] {
  const ears = openEars(listening)
  const told = kinds.map(({ topic, title, types, newest }) => ({
    topic,
    title,
    start: (publish: Parameters<BridgeTopic['start']>[0]) =>
      ears.listen((heard) => {
        if (!types.includes(heard.type)) return
        if (newest) publish(heard, `${heard.type}/${heard.port}/${heard.channel}/${heard.number}`)
        else publish(heard)
      }),
  }))
  return [...told, documentTopicOf(listening.ports, ears)]
}
