import { type Heard, visibleText } from '@segue/protocol'

/** Longer events are not shown to who tests a trigger. */
const shownBytes = 16 * 1024

/** Who tests triggers, and what they hear. */
export interface Listeners {
  /** Whether anybody listens to this trigger. */
  has(triggerId: string): boolean
  tell(triggerId: string, heard: Heard): void
  /** What a trigger receives from now on. Calls `change` when it begins to listen and when it has ended. */
  listen(triggerId: string, signal: AbortSignal, change: () => void): AsyncGenerator<Heard>
}

/** Opens the list of who listens. */
export function createListeners(): Listeners {
  const all = new Map<string, Set<(heard: Heard) => void>>()
  return {
    has: (triggerId) => all.has(triggerId),
    tell(triggerId, heard) {
      const isLong = JSON.stringify(heard.data).length > shownBytes
      const shown = {
        ...heard,
        words: visibleText(heard.words),
        ...(isLong ? { data: 'too long to show' } : {}),
      }
      for (const one of all.get(triggerId) ?? []) one(shown)
    },
    async *listen(triggerId, signal, change) {
      const waiting: Heard[] = []
      let wake = Promise.withResolvers<void>()
      const stop = () => wake.resolve()
      const one = (heard: Heard) => {
        if (waiting.length < mostWaiting) waiting.push(heard)
        wake.resolve()
      }
      const mine = all.get(triggerId) ?? new Set()
      all.set(triggerId, mine.add(one))
      signal.addEventListener('abort', stop, { once: true })
      change()
      try {
        while (!signal.aborted) {
          const next = waiting.shift()
          if (next) yield next
          else {
            await wake.promise
            wake = Promise.withResolvers()
          }
        }
      } finally {
        signal.removeEventListener('abort', stop)
        mine.delete(one)
        if (mine.size === 0) all.delete(triggerId)
        change()
      }
    },
  }
}

/** Who reads slower than it comes misses some: it is a look, not a record. */
const mostWaiting = 200
