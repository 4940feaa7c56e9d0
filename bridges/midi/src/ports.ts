import type { HeardMidi, MidiMessage } from '@segue/protocol'
import type { MidiBackend, MidiOutput } from './backend.ts'
import { fromBytes, toBytes } from './bytes.ts'
import { portMissing } from './failure.ts'

/** Every port of every backend under one name each. Ports inside Segue come first and win a name. */
export interface Ports {
  list(): { inputs: { name: string; virtual: boolean }[]; outputs: { name: string; virtual: boolean }[] }
  /** Why there are no devices; empty when they can be reached. */
  detail: string
  /** Sends; opens the port when needed and keeps it open. The number of bytes. */
  send(port: string, message: MidiMessage): number
  /** Names of the outputs that are open. */
  openOutputs(): string[]
  /** Hears a port until the returned function is called. One input is opened once, whoever listens. */
  listen(port: string, listener: (message: HeardMidi) => void): () => void
  close(): void
}

interface Open {
  listeners: Set<(message: HeardMidi) => void>
  close(): void
}

export function openPorts(backends: readonly MidiBackend[]): Ports {
  const outputs = new Map<string, { output: MidiOutput; backend: MidiBackend }>()
  const inputs = new Map<string, Open>()
  const names = (of: 'inputs' | 'outputs') => {
    const all = new Map<string, MidiBackend>()
    for (const backend of backends)
      for (const name of backend[of]()) if (!all.has(name)) all.set(name, backend)
    return all
  }
  const shown = (of: 'inputs' | 'outputs') => [...names(of)].map(([name, { virtual }]) => ({ name, virtual }))
  const find = (of: 'inputs' | 'outputs', name: string) => {
    const all = names(of)
    const backend = all.get(name)
    if (backend === undefined) throw portMissing(name, [...all.keys()])
    return backend
  }
  const outputOf = (name: string) => {
    const kept = outputs.get(name)
    if (kept?.backend.outputs().includes(name)) return kept.output
    // A device that was pulled out does not say so; its port is opened anew when it comes back.
    kept?.output.close()
    outputs.delete(name)
    const backend = find('outputs', name)
    const output = backend.openOutput(name)
    outputs.set(name, { output, backend })
    return output
  }
  const inputOf = (name: string): Open => {
    const kept = inputs.get(name)
    if (kept) return kept
    const listeners = new Set<(message: HeardMidi) => void>()
    const close = find('inputs', name).openInput(name, (bytes) => {
      const message = fromBytes(bytes)
      if (message !== null) for (const listener of [...listeners]) listener({ ...message, port: name })
    })
    const opened = { listeners, close }
    inputs.set(name, opened)
    return opened
  }
  return {
    list: () => ({ inputs: shown('inputs'), outputs: shown('outputs') }),
    detail: backends
      .map(({ detail }) => detail)
      .filter(Boolean)
      .join(' '),
    send(port, message) {
      const bytes = toBytes(message)
      outputOf(port).send(bytes)
      return bytes.length
    },
    openOutputs: () => [...outputs.keys()],
    listen(port, listener) {
      const input = inputOf(port)
      const heard = (message: HeardMidi) => listener(message)
      input.listeners.add(heard)
      return () => {
        input.listeners.delete(heard)
        if (input.listeners.size > 0 || inputs.get(port) !== input) return
        inputs.delete(port)
        input.close()
      }
    },
    close() {
      for (const { output } of outputs.values()) output.close()
      for (const input of inputs.values()) input.close()
      outputs.clear()
      inputs.clear()
    },
  }
}
