import type { Bus } from '../bus.ts'
import { createFilter } from './biquad.ts'

/** Lengths in milliseconds, prime to each other in samples: no ringing at one pitch. */
const lines = [31.7, 37.1, 41.3, 47.9, 53.3, 59.9, 67.1, 73.7]
const diffusers = [4.77, 3.59, 12.73, 9.31]

/** A ring buffer of fixed length. */
class Delay {
  readonly #data: Float32Array
  #at = 0
  constructor(frames: number) {
    this.#data = new Float32Array(Math.max(1, Math.round(frames)))
  }
  read(): number {
    return this.#data[this.#at] ?? 0
  }
  write(sample: number): void {
    this.#data[this.#at] = sample
    this.#at = this.#at + 1 === this.#data.length ? 0 : this.#at + 1
  }
}

/**
 * A room: eight delay lines that feed each other through a Hadamard matrix, damped above 5 kHz. `seconds` is the
 * time to fall by 60 dB. Adds to `out` what `input` sends.
 */
export function createReverb(rate: number, seconds: number): (input: Bus, out: Bus) => void {
  const delays = lines.map((ms) => new Delay((ms * rate) / 1000))
  const feedback = lines.map((ms) => 10 ** ((-3 * ms) / 1000 / seconds) / Math.sqrt(8))
  const early = diffusers.map((ms) => new Delay((ms * rate) / 1000))
  const predelay = new Delay(0.012 * rate)
  const highPass = createFilter('high', { frequency: 220, rate })
  const damping = Math.exp((-2 * Math.PI * 5000) / rate)
  const state = new Float64Array(8)
  const line = new Float64Array(8)
  return (input, out) => {
    for (let i = 0; i < out.left.length; i++) {
      const dry = predelay.read()
      predelay.write(highPass(((input.left[i] ?? 0) + (input.right[i] ?? 0)) * 0.5))
      let diffuse = dry
      for (const delay of early) {
        const delayed = delay.read()
        const fed = diffuse - 0.6 * delayed
        delay.write(fed)
        diffuse = delayed + 0.6 * fed
      }
      for (let k = 0; k < 8; k++) {
        const damped = (delays[k]?.read() ?? 0) * (1 - damping) + (state[k] ?? 0) * damping
        state[k] = damped
        line[k] = damped
      }
      let [left, right] = [0, 0]
      for (let k = 0; k < 8; k++) {
        if (k % 2 === 0) left += line[k] ?? 0
        else right += line[k] ?? 0
      }
      for (let span = 1; span < 8; span *= 2) {
        for (let k = 0; k < 8; k++) {
          if (k & span) continue
          const [a, b] = [line[k] ?? 0, line[k + span] ?? 0]
          line[k] = a + b
          line[k + span] = a - b
        }
      }
      for (let k = 0; k < 8; k++) delays[k]?.write(diffuse + (line[k] ?? 0) * (feedback[k] ?? 0))
      out.left[i] = (out.left[i] ?? 0) + left * 0.35
      out.right[i] = (out.right[i] ?? 0) + right * 0.35
    }
  }
}
