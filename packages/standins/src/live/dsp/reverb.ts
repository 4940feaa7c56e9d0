import type { Bus } from '../bus.ts'
import { createFilter } from './biquad.ts'

/** Lengths in milliseconds, prime to each other in samples: no ringing at one pitch. */
const lineMs = [31.7, 37.1, 41.3, 47.9, 53.3, 59.9, 67.1, 73.7]
const diffuserMs = [4.77, 3.59, 12.73, 9.31]

const ring = (ms: number, rate: number) => new Float32Array(Math.max(1, Math.round((ms * rate) / 1000)))

/** Smears a block in place: each stage passes everything, at other times (Schroeder all-pass). */
function createDiffuser(rate: number): (block: Float32Array) => void {
  const stages = diffuserMs.map((ms) => ({ data: ring(ms, rate), at: 0 }))
  return (block) => {
    for (const stage of stages) {
      const { data } = stage
      let { at } = stage
      for (let i = 0; i < block.length; i++) {
        const delayed = data[at] ?? 0
        const fed = (block[i] ?? 0) - 0.6 * delayed
        data[at] = fed
        block[i] = delayed + 0.6 * fed
        if (++at === data.length) at = 0
      }
      stage.at = at
    }
  }
}

/**
 * A room: eight delay lines that feed each other through a Householder matrix, damped above 5 kHz. `seconds` is the
 * time to fall by 60 dB. Adds to `out` what `input` sends.
 */
export function createReverb(rate: number, seconds: number): (input: Bus, out: Bus) => void {
  const lines = lineMs.map((ms) => ring(ms, rate))
  const feedback = Float64Array.from(lineMs, (ms) => 10 ** ((-3 * ms) / 1000 / seconds))
  const places = new Int32Array(8)
  const damped = new Float64Array(8)
  const highPass = createFilter('high', { frequency: 220, rate })
  const damping = Math.exp((-2 * Math.PI * 5000) / rate)
  const diffuse = createDiffuser(rate)
  let mono = new Float32Array()
  return (input, out) => {
    const frames = out.left.length
    if (mono.length !== frames) mono = new Float32Array(frames)
    for (let i = 0; i < frames; i++) mono[i] = highPass(((input.left[i] ?? 0) + (input.right[i] ?? 0)) * 0.35)
    diffuse(mono)
    for (let i = 0; i < frames; i++) {
      let left = 0
      let right = 0
      for (let k = 0; k < 8; k++) {
        const read = lines[k]?.[places[k] ?? 0] ?? 0
        const value = read + ((damped[k] ?? 0) - read) * damping
        damped[k] = value
        if ((k & 1) === 0) left += value
        else right += value
      }
      const shared = (left + right) * 0.25
      const fresh = mono[i] ?? 0
      for (let k = 0; k < 8; k++) {
        const line = lines[k]
        if (!line) continue
        const place = places[k] ?? 0
        line[place] = fresh + ((damped[k] ?? 0) - shared) * (feedback[k] ?? 0)
        places[k] = place + 1 === line.length ? 0 : place + 1
      }
      out.left[i] = (out.left[i] ?? 0) + left * 0.35
      out.right[i] = (out.right[i] ?? 0) + right * 0.35
    }
  }
}
