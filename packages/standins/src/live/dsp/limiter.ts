import type { Bus } from '../bus.ts'

/** A limiter that looks ahead. What comes out is `latency` frames late. */
export interface Limiter {
  latency: number
  /** Works in place. */
  process(bus: Bus): void
}

/**
 * Keeps every sample within `ceiling`: the gain that the loudest of the next 4 ms needs, reached by a straight
 * ramp (moving minimum, then moving mean of the same length), let go in about 80 ms.
 */
export function createLimiter(rate: number, ceiling: number): Limiter {
  const window = Math.max(2, Math.round(0.004 * rate))
  const release = 1 - Math.exp(-1 / (0.08 * rate))
  const left = new Float32Array(window)
  const right = new Float32Array(window)
  const ramp = new Float64Array(window).fill(1)
  const queueGain = new Float64Array(window + 1)
  const queueTime = new Float64Array(window + 1)
  let [head, size, now, held, sum] = [0, 0, 0, 1, window]

  const minimum = (gain: number): number => {
    while (size > 0 && (queueGain[(head + size - 1) % (window + 1)] ?? 0) >= gain) size--
    queueGain[(head + size) % (window + 1)] = gain
    queueTime[(head + size) % (window + 1)] = now
    size++
    while ((queueTime[head] ?? 0) <= now - window) {
      head = (head + 1) % (window + 1)
      size--
    }
    return queueGain[head] ?? 1
  }

  return {
    latency: window - 1,
    process(bus) {
      for (let i = 0; i < bus.left.length; i++) {
        const l = bus.left[i] ?? 0
        const r = bus.right[i] ?? 0
        const peak = Math.max(Math.abs(l), Math.abs(r))
        const needed = minimum(peak > ceiling ? ceiling / peak : 1)
        held = Math.min(needed, held + (1 - held) * release)
        const slot = now % window
        sum += held - (ramp[slot] ?? 1)
        ramp[slot] = held
        left[slot] = l
        right[slot] = r
        now++
        const oldest = now % window
        const gain = sum / window
        bus.left[i] = (left[oldest] ?? 0) * gain
        bus.right[i] = (right[oldest] ?? 0) * gain
      }
    },
  }
}
