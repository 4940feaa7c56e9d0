import { abletonOscAdapter } from '@segue/abletonosc'
import type { Adapter } from '@segue/bridge/adapter'
import { type MidiAccess, midiAdapter } from '@segue/midi'
import { obsAdapter } from '@segue/obs'
import { oscAdapter } from '@segue/osc'
import type { Config } from '../config/config.ts'

/** What is reached from inside the runner, as far as a person turned it on. */
export const adaptersOf = (
  { osc, midi, obs: { url, ...obs }, abletonOsc }: Config['applications'],
  access: MidiAccess,
): Adapter[] => [
  oscAdapter(osc),
  ...(midi.enabled ? [midiAdapter(midi, access)] : []),
  ...(url === null ? [] : [obsAdapter({ ...obs, url })]),
  ...(abletonOsc.enabled ? [abletonOscAdapter(abletonOsc)] : []),
]
