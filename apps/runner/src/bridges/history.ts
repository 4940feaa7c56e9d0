import type { AppConnection, CallRecord, Latency } from '@segue/api'

/** What happened on the connections of one application lately. */
export interface History {
  /** Notes a finished call; `roundTripMs` is from sending it to its result, null when it was never sent or is long work. */
  call(record: CallRecord, roundTripMs: number | null): void
  /** Notes a state, unless it is the newest already. */
  state(state: string, detail: string): void
  /** Notes what the application works on now; null when it is free. */
  works(call: { title: string; since: number } | null): void
  facts(): Pick<AppConnection, 'calls' | 'events' | 'latency' | 'doing'>
}

const kept = 100

/** An empty history. `now` is in epoch milliseconds. */
export function createHistory(now: () => number): History {
  const calls: CallRecord[] = []
  const roundTrips: number[] = []
  const events: AppConnection['events'] = []
  let doing: AppConnection['doing'] = null

  const push = <T>(list: T[], item: T) => {
    list.push(item)
    if (list.length > kept) list.shift()
  }
  return {
    call(record, roundTripMs) {
      push(calls, record)
      if (roundTripMs !== null) push(roundTrips, roundTripMs)
    },
    state(state, detail) {
      const newest = events.at(-1)
      if (newest?.state === state && newest.detail === detail) return
      push(events, { at: now(), state, detail })
    },
    works(call) {
      doing = call && { title: call.title, since: call.since }
    },
    facts: () => ({
      doing,
      calls: calls.toReversed(),
      events: events.toReversed(),
      latency: latencyOf(roundTrips),
    }),
  }
}

function latencyOf(times: readonly number[]): Latency | null {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return sorted.length === 0 ? null : { p50: at(0.5), p99: at(0.99) }
}
