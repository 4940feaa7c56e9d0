import type { RunChange } from '@segue/protocol'

/** A change with the id a client resumes from. */
export interface FeedItem {
  id: string
  runId: string
  change: RunChange
}

/**
 * What happens, in order, for whoever watches. Keeps the newest changes per run so that a client that comes back
 * misses none; anything older is answered by the whole run again.
 */
export interface Feed {
  publish(runId: string, change: RunChange): void
  /** Calls `listener` for every change from now on; returns how to stop. */
  listen(listener: (item: FeedItem) => void): () => void
  /** Changes of a run after `lastEventId`, or null when they are no longer known. */
  since(runId: string, lastEventId: string): FeedItem[] | null
  /** The id that a snapshot taken now stands for. */
  now(runId: string): string
}

const kept = 2000

/** A feed for one runner process; ids of an earlier process are never mistaken for its own. */
export function createFeed(instance: string): Feed {
  const listeners = new Set<(item: FeedItem) => void>()
  const runs = new Map<string, { last: number; items: FeedItem[] }>()
  const of = (runId: string) => {
    const known = runs.get(runId) ?? { last: 0, items: [] }
    runs.set(runId, known)
    return known
  }
  return {
    publish(runId, change) {
      const run = of(runId)
      run.last += 1
      const item = { id: `${instance}.${run.last}`, runId, change }
      run.items.push(item)
      if (run.items.length > kept) run.items.splice(0, run.items.length - kept)
      if (runs.size > 200) runs.delete(runs.keys().next().value ?? '')
      for (const listener of listeners) listener(item)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since(runId, lastEventId) {
      const [from, text] = lastEventId.split('.')
      const run = runs.get(runId)
      const seq = Number(text)
      if (from !== instance || !run || !Number.isInteger(seq) || seq > run.last) return null
      const oldest = run.last - run.items.length
      return seq < oldest ? null : run.items.slice(seq - oldest)
    },
    now: (runId) => `${instance}.${of(runId).last}`,
  }
}
