/** How long the moves of one follower take to come back. */
export interface RoundTrips {
  took(ms: number): void
  /** Half of the usual one, in seconds: so much later a move reaches the follower. */
  halfSec(): number
}

const kept = 5
/** Nothing that moves a timeline takes longer; what does is somebody else's long work. */
const longestMs = 200

/** Starts from what is known of the connection, in milliseconds; null when nothing is. */
export function createRoundTrips(knownMs: number | null): RoundTrips {
  let trips = knownMs === null ? [] : [knownMs]
  return {
    took(ms) {
      trips = [...trips, ms].slice(-kept)
    },
    halfSec() {
      const sorted = trips.toSorted((one, other) => one - other)
      const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
      return Math.min(usual, longestMs) / 2 / 1000
    },
  }
}
