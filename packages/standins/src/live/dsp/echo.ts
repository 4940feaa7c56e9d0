import type { Bus } from '../bus.ts'
import { createFilter } from './biquad.ts'

/** Echoes that go from side to side, darker each time. Adds to `out` what `input` sends. */
export function createEcho(rate: number, seconds: number): (input: Bus, out: Bus) => void {
  const length = Math.max(1, Math.round(seconds * rate))
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  const darkLeft = createFilter('low', { frequency: 4200, rate })
  const darkRight = createFilter('low', { frequency: 4200, rate })
  const thin = createFilter('high', { frequency: 300, rate })
  let at = 0
  return (input, out) => {
    for (let i = 0; i < out.left.length; i++) {
      const l = left[at] ?? 0
      const r = right[at] ?? 0
      out.left[i] = (out.left[i] ?? 0) + l
      out.right[i] = (out.right[i] ?? 0) + r
      const fresh = thin(((input.left[i] ?? 0) + (input.right[i] ?? 0)) * 0.5)
      left[at] = darkLeft(fresh + r * 0.42)
      right[at] = darkRight(l * 0.75)
      at = at + 1 === length ? 0 : at + 1
    }
  }
}
