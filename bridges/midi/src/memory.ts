import type { MidiBackend } from './backend.ts'
import { portMissing } from './failure.ts'

/** Ports inside this process: what is sent to one comes in on it, for everybody who listens there. */
export function memoryBackend(names: readonly string[]): MidiBackend {
  const listeners = new Map(names.map((name) => [name, new Set<(bytes: readonly number[]) => void>()]))
  const listenersOf = (name: string) => {
    const found = listeners.get(name)
    if (found === undefined) throw portMissing(name, names)
    return found
  }
  return {
    virtual: true,
    detail: '',
    inputs: () => [...names],
    outputs: () => [...names],
    openInput(name, listener) {
      const heard = (bytes: readonly number[]) => listener(bytes)
      listenersOf(name).add(heard)
      return () => void listenersOf(name).delete(heard)
    },
    openOutput(name) {
      const all = listenersOf(name)
      return {
        send(bytes) {
          for (const listener of all) listener(bytes)
        },
        close() {},
      }
    },
  }
}
