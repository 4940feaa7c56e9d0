import { existsSync } from 'node:fs'
import type { MidiBackend } from './backend.ts'
import { portInUse, portMissing, portRefused } from './failure.ts'

interface Port {
  getPortCount(): number
  getPortName(port: number): string
  openPort(port: number): void
  closePort(): void
  destroy(): void
}
interface InputPort extends Port {
  ignoreTypes(sysex: boolean, timing: boolean, activeSensing: boolean): void
  on(event: 'message', listener: (delta: number, bytes: number[]) => void): unknown
}
interface OutputPort extends Port {
  sendMessage(bytes: number[]): void
}

/** What is used of `@julusian/midi`, which holds RtMidi for every system. */
export interface NativeMidi {
  Input: new () => InputPort
  Output: new () => OutputPort
}

/** Names as the system gives them; a second device of the same name gets a number. */
export function uniqueNames(port: Pick<Port, 'getPortCount' | 'getPortName'>): string[] {
  const names: string[] = []
  for (let index = 0; index < port.getPortCount(); index++) {
    const name = port.getPortName(index) || `Port ${index + 1}`
    let unique = name
    for (let n = 2; names.includes(unique); n++) unique = `${name} (${n})`
    names.push(unique)
  }
  return names
}

/** The devices of this machine through a loaded library. Throws what the library throws when MIDI is not there. */
export function hardwareBackend(native: NativeMidi, system: NodeJS.Platform = process.platform): MidiBackend {
  const listInputs = new native.Input()
  const listOutputs = new native.Output()
  const open = <P extends Port>(port: P, name: string): P => {
    const names = uniqueNames(port)
    const index = names.indexOf(name)
    if (index >= 0) {
      try {
        port.openPort(index)
        return port
      } catch (error) {
        port.destroy()
        const detail = error instanceof Error ? error.message : String(error)
        throw system === 'win32' ? portInUse(name, detail) : portRefused(name, detail)
      }
    }
    port.destroy()
    throw portMissing(name, names)
  }
  return {
    virtual: false,
    detail: '',
    inputs: () => uniqueNames(listInputs),
    outputs: () => uniqueNames(listOutputs),
    openInput(name, listener) {
      const port = new native.Input()
      port.ignoreTypes(false, false, true)
      port.on('message', (_, bytes) => listener(bytes))
      open(port, name)
      return () => port.destroy()
    },
    openOutput(name) {
      const port = open(new native.Output(), name)
      return { send: (bytes) => port.sendMessage([...bytes]), close: () => port.destroy() }
    },
  }
}

const withoutDevices = (detail: string): MidiBackend => ({
  virtual: false,
  detail,
  inputs: () => [],
  outputs: () => [],
  openInput(name) {
    throw portMissing(name, [])
  },
  openOutput(name) {
    throw portMissing(name, [])
  },
})

/** Where ALSA's sequencer is; without it the library only complains on the error stream. */
const sequencer = '/dev/snd/seq'

/** The devices of this machine, or none and why. Loads the native library; never throws. */
export async function findHardware(
  load: () => Promise<NativeMidi> = () => import('@julusian/midi/lazy'),
  { system = process.platform, hasSequencer = existsSync(sequencer) } = {},
): Promise<MidiBackend> {
  if (system === 'linux' && !hasSequencer)
    return withoutDevices(`This machine has no MIDI sequencer (${sequencer}).`)
  try {
    return hardwareBackend(await load(), system)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return withoutDevices(`MIDI devices cannot be reached: ${reason.split('\n')[0]}`)
  }
}
