import { fail } from '@segue/protocol'

const few = (names: readonly string[]) => (names.length === 0 ? 'none' : names.slice(0, 12).join(', '))

/** No port of that name is here now. Kind `environment`: a device can be plugged in. */
export const portMissing = (name: string, here: readonly string[]): Error =>
  fail({
    code: 'midi.port_missing',
    message: `There is no MIDI port “${name}”.`,
    hint: `Plug it in and switch it on, or choose another. Here now: ${few(here)}.`,
    kind: 'environment',
  })

/** The port is here but cannot be opened. On Windows one program at a time may hold a port. */
export const portInUse = (name: string, detail: string): Error =>
  fail({
    code: 'midi.port_in_use',
    message: `The MIDI port “${name}” is in use by another program. (${detail})`,
    hint: 'Close the program that holds it, or take the port out of its MIDI settings; then run the step again.',
    kind: 'environment',
  })

/** The system refused the port for a reason that it does not tell. */
export const portRefused = (name: string, detail: string): Error =>
  fail({
    code: 'midi.port_refused',
    message: `The MIDI port “${name}” cannot be opened: ${detail}`,
    hint: 'Unplug the device and plug it in again, or restart the MIDI service of this machine.',
    kind: 'environment',
  })
