import type { FromBridge } from '@segue/protocol'
import type { Logger } from 'pino'
import type { Wire } from './wire.ts'

/** What an application told by itself. */
export interface AppEvent {
  topic: string
  /** Counts what happened on this topic; a gap means that events were left out. */
  seq: number
  /** With a key, a newer event stands for older ones of the same key. */
  key: string | undefined
  data: unknown
}
export type EventListener = (event: AppEvent) => void

/** Who listens to one application, over every loss of its connection. */
export interface Subscriptions {
  /** Returns the way to stop. */
  add(topic: string, listener: EventListener): () => void
  /** Asks a bridge that connected for everything that is listened to. */
  attach(wire: Wire): void
  detach(): void
  receive(message: FromBridge): void
}

/**
 * Makes a list with no listeners. Events of one turn of the loop are told together at its end, the newest only of
 * each key, so that a flood costs each listener as little as it can.
 */
export function createSubscriptions(logger: Pick<Logger, 'error'>): Subscriptions {
  const listeners = new Map<string, Set<EventListener>>()
  let pending = new Map<string, AppEvent>()
  let wire: Wire | null = null

  const tell = (event: AppEvent) => {
    for (const listener of listeners.get(event.topic) ?? []) {
      try {
        listener(event)
      } catch (error) {
        logger.error({ topic: event.topic, error: String(error) }, 'a listener of application events failed')
      }
    }
  }
  const flush = () => {
    const events = pending
    pending = new Map()
    for (const event of events.values()) tell(event)
  }

  return {
    add(topic, listener) {
      const known = listeners.get(topic)
      const own: EventListener = (event) => listener(event)
      if (known === undefined) {
        listeners.set(topic, new Set([own]))
        wire?.send({ t: 'subscribe', topics: [topic] })
      } else known.add(own)
      return () => {
        const rest = listeners.get(topic)
        if (rest === undefined || !rest.delete(own) || rest.size > 0) return
        listeners.delete(topic)
        wire?.send({ t: 'unsubscribe', topics: [topic] })
      }
    },
    attach(next) {
      wire = next
      const topics = [...listeners.keys()]
      for (let from = 0; from < topics.length; from += maxTopics)
        wire.send({ t: 'subscribe', topics: topics.slice(from, from + maxTopics) })
    },
    detach() {
      wire = null
    },
    receive(message) {
      if (message.t !== 'event' || !listeners.has(message.topic)) return
      const { topic, seq, key, data } = message
      const slot = JSON.stringify([topic, key ?? seq, key === undefined])
      if (pending.size === 0) setImmediate(flush)
      pending.delete(slot)
      pending.set(slot, { topic, seq, key, data })
    },
  }
}

/** As many as one `subscribe` may hold. */
const maxTopics = 200
