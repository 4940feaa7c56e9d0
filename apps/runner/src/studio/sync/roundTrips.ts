/** How long the moves of one follower take to come back. */
export interface RoundTrips {
  took(ms: number): void
  /** Half of the usual one, in seconds: so much later a move reaches the follower. */
  halfSec(): number
}

const kept = 5
/** What is known before the first move comes from any commands, long ones among them. */
const longestKnownMs = 200

/** Starts from what is known of the connection, in milliseconds; null when nothing is. */
export function createRoundTrips(knownMs: number | null): RoundTrips {
  let trips = knownMs === null ? [] : [Math.min(knownMs, longestKnownMs)]
  return {
    took(ms) {
      trips = [...trips, ms].slice(-kept)
    },
    halfSec() {
      const sorted = trips.toSorted((one, other) => one - other)
      const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
      return usual / 2 / 1000
    },
  }
}
