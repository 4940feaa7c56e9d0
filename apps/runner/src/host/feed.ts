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

const keptItems = 2000
const keptRuns = 200

interface RunItems {
  /** Everything up to this number is no longer known. */
  floor: number
  items: { seq: number; item: FeedItem }[]
}

/**
 * A feed for one runner process. One sequence runs over all runs, so that a number never comes twice; ids of an
 * earlier process are never mistaken for its own.
 */
export function createFeed(instance: string): Feed {
  const listeners = new Set<(item: FeedItem) => void>()
  const runs = new Map<string, RunItems>()
  let last = 0
  const of = (runId: string): RunItems => {
    const run = runs.get(runId) ?? { floor: last, items: [] }
    runs.delete(runId)
    runs.set(runId, run)
    const [oldest] = runs.keys()
    if (runs.size > keptRuns && oldest !== undefined) runs.delete(oldest)
    return run
  }
  return {
    publish(runId, change) {
      const run = of(runId)
      last += 1
      const item = { id: `${instance}.${last}`, runId, change }
      run.items.push({ seq: last, item })
      if (run.items.length > keptItems) run.floor = run.items.shift()?.seq ?? run.floor
      for (const listener of listeners) listener(item)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since(runId, lastEventId) {
      const [from, text] = lastEventId.split('.')
      const run = runs.get(runId)
      const after = Number(text)
      if (from !== instance || !run || !Number.isInteger(after) || after > last || after < run.floor)
        return null
      return run.items.filter(({ seq }) => seq > after).map(({ item }) => item)
    },
    now(runId) {
      of(runId)
      return `${instance}.${last}`
    },
  }
}
