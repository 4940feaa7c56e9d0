/** Seeded random numbers: `next()` is in [0, 1), the same sequence for the same seed. */
export interface Prng {
  next(): number
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  /** One of the items; undefined of none. */
  pick<T>(items: readonly T[]): T | undefined
}

/** Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function prngOf(seed: number): Prng {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return { next, below, pick: (items) => items[below(items.length)] }
}
