import type { Fps } from '@segue/protocol'

const close = (a: number, b: number) => Math.abs(a - b) < b * 2e-4

/**
 * A frame rate as a fraction: whole rates as they are, 23.976, 29.97, 59.94 … as n × 1000/1001, anything else in
 * thousandths.
 */
export function fpsOf(rate: number): Fps {
  const whole = Math.max(1, Math.round(rate))
  if (close(rate, whole)) return { num: whole, den: 1 }
  const film = Math.max(1, Math.round((rate * 1001) / 1000))
  if (close(rate, (film * 1000) / 1001)) return { num: film * 1000, den: 1001 }
  return { num: Math.max(1, Math.round(rate * 1000)), den: 1000 }
}
