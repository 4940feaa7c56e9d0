import type { Bus } from '../bus.ts'
import { createFilter } from './biquad.ts'

/**
 * A gentle bus compressor, both channels alike: 2:1 above −16 dB with a soft start, slow enough to leave kicks
 * alone, then `makeUp` times louder. Removes what lies below 20 Hz first. Works in place.
 */
export function createCompressor(rate: number): (bus: Bus, makeUp: number) => void {
  const highPassLeft = createFilter('high', { frequency: 20, rate })
  const highPassRight = createFilter('high', { frequency: 20, rate })
  const threshold = 10 ** (-16 / 20)
  const attack = 1 - Math.exp(-1 / (0.02 * rate))
  const release = 1 - Math.exp(-1 / (0.16 * rate))
  let level = 0
  return ({ left, right }, makeUp) => {
    for (let i = 0; i < left.length; i++) {
      const l = highPassLeft(left[i] ?? 0)
      const r = highPassRight(right[i] ?? 0)
      const power = (l * l + r * r) * 0.5
      level += (power - level) * (power > level ? attack : release)
      const over = Math.sqrt(level) / threshold
      const gain = over > 1 ? makeUp / Math.sqrt(over) : makeUp
      left[i] = l * gain
      right[i] = r * gain
    }
  }
}
