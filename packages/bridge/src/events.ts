import type { z } from 'zod'
import type { BridgeTopic } from './bridge.ts'
import type { Send } from './pump.ts'

type Json = z.core.util.JSONType
interface Fields {
  topic: string
  seq: number
  key?: string
  data: Json
}

export interface Events {
  subscribe(topics: readonly string[]): void
  unsubscribe(topics: readonly string[]): void
  publish(topic: string, data: Json, key?: string): void
  /** Stops every source. */
  close(): void
}

/** So many unsent events are kept; then the oldest is dropped, which shows as a gap in `seq`. */
const maxPending = 2000

/** Tells what was asked for, at the end of the turn in which it happened, the newest only of each key. */
export function createEvents(sources: readonly BridgeTopic[], send: Send): Events {
  const stops = new Map<string, () => void>()
  const seqs = new Map<string, number>()
  let pending = new Map<string, Fields>()

  const flush = () => {
    const events = pending
    pending = new Map()
    for (const event of events.values()) send('event', `${event.topic.slice(0, 60)}/${event.seq}`, event)
  }
  const publish = (topic: string, data: Json, key?: string) => {
    if (!stops.has(topic)) return
    const seq = (seqs.get(topic) ?? 0) + 1
    seqs.set(topic, seq)
    const slot = JSON.stringify([topic, key ?? seq, key === undefined])
    if (pending.size === 0) setImmediate(flush)
    pending.delete(slot)
    pending.set(slot, { topic, seq, data, ...(key === undefined ? {} : { key }) })
    const [oldest] = pending.keys()
    if (pending.size > maxPending && oldest !== undefined) pending.delete(oldest)
  }
  const unsubscribe = (topics: readonly string[]) => {
    for (const topic of topics) {
      stops.get(topic)?.()
      stops.delete(topic)
    }
  }
  return {
    publish,
    unsubscribe,
    subscribe(topics) {
      for (const topic of topics) {
        if (stops.has(topic)) continue
        stops.set(topic, () => {})
        const source = sources.find((one) => one.topic === topic)
        if (source)
          stops.set(
            topic,
            source.start((data, key) => publish(topic, data, key)),
          )
      }
    },
    close: () => unsubscribe([...stops.keys()]),
  }
}
