import type { MidiBackend } from './backend.ts'
import { findHardware } from './hardware.ts'
import { memoryBackend } from './memory.ts'
import { openPorts, type Ports } from './ports.ts'

/** The MIDI of this machine, which whatever wants it in one program shares: on Windows a port is given out once. */
export interface MidiAccess {
  /** All ports; the native library is loaded when somebody asks first. */
  ports(): Promise<Ports>
  /** Closes every port that is open. */
  close(): Promise<void>
}

/** Opens nothing yet. `virtual` names ports that exist inside this program only. */
export function openMidi(
  virtual: readonly string[],
  devices: () => Promise<MidiBackend> = findHardware,
): MidiAccess {
  let opened: Promise<Ports> | undefined
  return {
    ports: () => (opened ??= devices().then((hardware) => openPorts([memoryBackend(virtual), hardware]))),
    async close() {
      ;(await opened)?.close()
    },
  }
}
