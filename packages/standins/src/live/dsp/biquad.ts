/** A filter for one channel: give it a sample, get one back. */
export type Filter = (sample: number) => number

/**
 * Two-pole low-, band- or high-pass (Andrew Simper's trapezoidal state variable filter). `frequency` in hertz,
 * `q` from 0.5.
 */
export function createFilter(
  kind: 'low' | 'band' | 'high',
  { frequency, q = Math.SQRT1_2, rate }: { frequency: number; q?: number; rate: number },
): Filter {
  const g = Math.tan(Math.PI * Math.min(0.45, frequency / rate))
  const k = 1 / q
  const a1 = 1 / (1 + g * (g + k))
  let s1 = 0
  let s2 = 0
  return (sample) => {
    const v3 = sample - s2
    const v1 = a1 * (s1 + g * v3)
    const v2 = s2 + g * v1
    s1 = 2 * v1 - s1
    s2 = 2 * v2 - s2
    return kind === 'low' ? v2 : kind === 'band' ? v1 * k : sample - k * v1 - v2
  }
}
