import { StudioRelation } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { openKept } from './kept.ts'

/** One more time that something went from an application to another. */
export type Seen = Omit<StudioRelation, 'at' | 'times'>

/** What joins the applications, as it happened. */
export interface Relations {
  /** Newest first. Fails with `studio.damaged`. */
  list(): StudioRelation[]
  /** Notes it. Never fails: what is damaged is named by `list`, and what cannot be written now is written later. */
  see(seen: Seen): void
  /** Calls back after every change of `list()`. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Keeps what was seen last. */
  close(): void
}

const kept = 200
/** What was seen is kept this much later at most, so that a thousand frames cost one write. */
const writeMs = 1000

/** Opens the relations of a store. `now` is in epoch milliseconds. */
export function openRelations(db: Database, now: () => number): Relations {
  const store = openKept(db, 'studio.relations', z.array(StudioRelation))
  const listeners = new Set<() => void>()
  let known: Map<string, StudioRelation> | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const keyOf = ({ from, to, kind, name }: Seen) => JSON.stringify([from, to, kind, name])
  /** Oldest first, by what they are. */
  const load = () =>
    (known ??= new Map((store.read() ?? []).toReversed().map((relation) => [keyOf(relation), relation])))
  const list = () => [...load().values()].toReversed()
  const isReadable = () => {
    try {
      load()
      return true
    } catch {
      return false
    }
  }
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    try {
      store.write(list())
    } catch {
      // A full disk or a busy file: it goes with whatever is seen next.
    }
  }
  return {
    list,
    see(seen) {
      if (closed || !isReadable()) return
      const all = load()
      const key = keyOf(seen)
      const times = (all.get(key)?.times ?? 0) + 1
      all.delete(key)
      all.set(key, { ...seen, at: now(), times })
      const [oldest] = all.keys()
      if (all.size > kept && oldest !== undefined) all.delete(oldest)
      timer ??= setTimeout(write, writeMs).unref()
      for (const listener of listeners) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      if (timer !== undefined) write()
    },
  }
}
