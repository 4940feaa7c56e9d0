import { midi } from '@segue/protocol'
import type { Probe } from './ask.ts'

const { listPorts } = midi

/** Only looks: whatever is sent would sound somewhere. */
export const midiProbe: Probe = {
  quick: listPorts,
  async read(ask) {
    const { inputs, outputs, detail } = await ask(listPorts, {})
    return detail || `${inputs.length} inputs, ${outputs.length} outputs`
  },
  writes: null,
  write: async () => null,
}
