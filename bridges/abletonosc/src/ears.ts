import type { OscValue } from '@segue/osc'
import type { OscClient, Turn } from './client.ts'
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
  again(turn?: Turn): void
  /** Stops what hangs on indices, while they are still right. */
  hush(turn: Turn): void
}

interface Ear extends Property {
  listeners: Set<(value: OscValue | undefined) => void>
}

export function createEars(client: OscClient): Ears {
  const ears = new Map<string, Ear>()
  let waiting: Parameters<Turn['tell']>[] = []
  /** In a turn of their own, whose errors are nobody's: an index may be gone by then. */
  const flush = () =>
    client.alone(async (turn) => {
      const now = waiting
      waiting = []
      for (const message of now) turn.tell(...message)
      await turn.ask({ address: '/live/application/get/version' })
    })
  const say = (
    word: 'start_listen' | 'stop_listen',
    { kind, property, place = [] }: Property,
    turn?: Turn,
  ) => {
    const message = [`/live/${kind}/${word}/${property}`, ...place.map(int)] as const
    if (turn !== undefined) return turn.tell(...message)
    waiting.push([...message])
    if (waiting.length === 1) flush().catch(() => {})
  }
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
    again(turn) {
      for (const ear of ears.values()) say('start_listen', ear, turn)
    },
    hush(turn) {
      for (const ear of ears.values()) if (ear.place?.length) say('stop_listen', ear, turn)
    },
  }
}

const numberAt = (value: OscValue | undefined): number => (value?.type === 'int' ? value.value : Number.NaN)
