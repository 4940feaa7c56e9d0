import type { OscValue } from '@segue/osc'
import type { OscClient } from './client.ts'
import { int } from './values.ts'

/** A property that can be listened to, such as `song`, `tempo`. */
export interface Property {
  kind: 'song' | 'track'
  property: string
  place?: readonly number[]
}

/** What AbletonOSC tells by itself. */
export interface Ears {
  /**
   * Calls back when a property changes, and once at first. An update names the place that its thing had when it was
   * asked for, so it only says that something there may be another. Returns the way to stop.
   */
  hear(property: Property, listener: (value: OscValue | undefined) => void): () => void
  /** Asks for everything again: listeners die with a set, and a later client takes their updates. */
  again(): void
  /** Stops what hangs on indices, while they are still right. */
  hush(): void
}

interface Ear extends Property {
  listeners: Set<(value: OscValue | undefined) => void>
}

export function createEars(client: OscClient): Ears {
  const ears = new Map<string, Ear>()
  const say = (word: 'start_listen' | 'stop_listen', { kind, property, place = [] }: Property) =>
    client.say(`/live/${kind}/${word}/${property}`, ...place.map(int))
  client.listen(({ address, values }) => {
    for (const { kind, property, place = [], listeners } of ears.values()) {
      if (address !== `/live/${kind}/get/${property}`) continue
      const isHere = place.every((index, at) => numberAt(values[at]) === index)
      if (isHere) for (const listener of [...listeners]) listener(values[place.length])
    }
  })
  return {
    hear(wanted, listener) {
      const key = JSON.stringify([wanted.kind, wanted.property, wanted.place ?? []])
      const ear = ears.get(key) ?? { ...wanted, listeners: new Set() }
      ears.set(key, ear)
      ear.listeners.add(listener)
      say('start_listen', wanted)
      return () => {
        ear.listeners.delete(listener)
        if (ear.listeners.size > 0 || !ears.delete(key)) return
        say('stop_listen', wanted)
      }
    },
    again() {
      for (const ear of ears.values()) say('start_listen', ear)
    },
    hush() {
      for (const ear of ears.values()) if (ear.place?.length) say('stop_listen', ear)
    },
  }
}

const numberAt = (value: OscValue | undefined): number => (value?.type === 'int' ? value.value : Number.NaN)
