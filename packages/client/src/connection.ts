/** Whether live data flows. `offline` = the socket is lost and being tried again. */
export type ConnectionState = 'connecting' | 'online' | 'offline'

/** The state of the socket, to read and to follow. */
export interface Connection {
  get(): ConnectionState
  /** Calls back on every change. Returns the way to stop. */
  subscribe(listener: (state: ConnectionState) => void): () => void
}

/** A connection whose state the transport sets. */
export function trackConnection(): Connection & { set(state: ConnectionState): void } {
  let current: ConnectionState = 'connecting'
  const listeners = new Set<(state: ConnectionState) => void>()
  return {
    get: () => current,
    set(state) {
      if (state === current) return
      current = state
      for (const listener of listeners) listener(state)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Milliseconds before try number `attempt` (from 0): 0.5 s doubling to 30 s, each up to half shorter. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(500 * 2 ** attempt, 30_000)
  return Math.round(whole * (0.5 + random() / 2))
}
