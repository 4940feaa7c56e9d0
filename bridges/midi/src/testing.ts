import type { NativeMidi } from './hardware.ts'

/** A library with devices that are plugged in and pulled out by hand. */
export interface FakeNative extends NativeMidi {
  inputs: string[]
  outputs: string[]
  /** Ports that another program holds. */
  taken: Set<string>
  sent: { port: string; bytes: number[] }[]
  /** Lets a message come in on a port that is open. */
  come(port: string, bytes: number[]): void
  /** Names of the ports that are open now. */
  open: string[]
}

/** What `@julusian/midi` offers, without devices. It names ports, opens them and throws as the real one does. */
export function fakeNative(names: { inputs?: string[]; outputs?: string[] } = {}): FakeNative {
  const { inputs = [], outputs = [] } = names
  const taken = new Set<string>()
  const sent: FakeNative['sent'] = []
  const open: string[] = []
  const heard: { name: () => string; listener: (delta: number, bytes: number[]) => void }[] = []

  const port = (all: () => string[]) => {
    let name = ''
    const close = () => {
      if (open.includes(name)) open.splice(open.indexOf(name), 1)
      name = ''
    }
    return {
      name: () => name,
      getPortCount: () => all().length,
      getPortName: (index: number) => all()[index] ?? '',
      openPort(index: number) {
        const wanted = all()[index] ?? ''
        if (taken.has(wanted)) throw new Error('Internal RtMidi error')
        name = wanted
        open.push(name)
      },
      closePort: close,
      destroy: close,
    }
  }
  const fake: FakeNative = {
    inputs,
    outputs,
    taken,
    sent,
    open,
    come(name, bytes) {
      for (const one of heard) if (one.name() === name) one.listener(0, bytes)
    },
    Input: function Input() {
      const one = port(() => fake.inputs)
      return {
        ...one,
        ignoreTypes() {},
        on: (_: 'message', listener: (delta: number, bytes: number[]) => void) =>
          heard.push({ name: one.name, listener }),
      }
    } as unknown as NativeMidi['Input'],
    Output: function Output() {
      const one = port(() => fake.outputs)
      return { ...one, sendMessage: (bytes: number[]) => sent.push({ port: one.name(), bytes }) }
    } as unknown as NativeMidi['Output'],
  }
  return fake
}
