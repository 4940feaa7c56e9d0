import type { Database } from '../store/database.ts'

/** Rows that are written soon, many in one commit, and read at once. A crash may lose the newest; that costs work only. */
export interface Buffer<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/** The buffers of one store. */
export interface Buffers {
  /** `write` stores one row; it runs in a transaction with the others. */
  open<V>(write: (key: string, value: V) => void): Buffer<V>
  /** Writes what is waiting now. While the store takes nothing, it goes on waiting. */
  flush(): void
  close(): void
}

const flushMs = 50

/** Makes buffers over a store; each is written at most `flushMs` after it got something. */
export function createBuffers(db: Database): Buffers {
  const all: { entries: Map<string, unknown>; write: () => void }[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (all.every(({ entries }) => entries.size === 0)) return
    try {
      db.tx(() => {
        for (const { write } of all) write()
      })
      for (const { entries } of all) entries.clear()
    } catch {
      arm()
    }
  }
  const arm = () => {
    timer ??= setTimeout(flush, flushMs)
    timer.unref()
  }
  return {
    open<V>(write: (key: string, value: V) => void): Buffer<V> {
      const entries = new Map<string, V>()
      all.push({
        entries,
        write() {
          for (const [key, value] of entries) write(key, value)
        },
      })
      return {
        get: (key) => entries.get(key),
        set(key, value) {
          entries.set(key, value)
          arm()
        },
      }
    },
    flush,
    close() {
      flush()
      clearTimeout(timer)
    },
  }
}
