import { failureOf, type HeardMidi } from '@segue/protocol'
import type { Ports } from './ports.ts'
import type { Listening } from './topics.ts'

/** How often devices are looked for that were plugged in or came free. */
export const lookMs = 2000

/** Listens to many inputs at once. */
export interface Ears {
  /** Hears every input that is here, and the others when they come, until the returned function is called. */
  listen(listener: (heard: HeardMidi) => void): () => void
  /** Why inputs that are here cannot be heard, by name. Known while somebody listens. */
  deaf(): ReadonlyMap<string, string>
}

export function openEars({ ports, inputs }: Listening): Ears {
  const deaf = new Map<string, string>()
  return {
    deaf: () => deaf,
    listen(listener) {
      const open = new Map<string, () => void>()
      const look = () => {
        const here = namesOf(ports)
        for (const [name, stop] of open)
          if (!here.includes(name)) {
            stop()
            open.delete(name)
          }
        for (const name of inputs.filter((one) => here.includes(one) && !open.has(one))) {
          try {
            open.set(name, ports.listen(name, listener))
            deaf.delete(name)
          } catch (error) {
            deaf.set(name, failureOf(error).message)
          }
        }
      }
      look()
      const timer = setInterval(look, lookMs)
      return () => {
        clearInterval(timer)
        for (const stop of open.values()) stop()
      }
    },
  }
}

const namesOf = (ports: Ports): string[] => ports.list().inputs.map(({ name }) => name)
