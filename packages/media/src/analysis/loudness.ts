import type { Planes } from '../sound/facts.ts'

/** Loudness of a whole sound, for the report. `null` for silence. */
export interface Loudness {
  /** Integrated, LUFS (ITU-R BS.1770-4). */
  integratedLufs: number | null
  /** dBTP, 4 times oversampled. */
  truePeakDb: number | null
}

/** Measures loudness while blocks pass. */
export interface LoudnessMeter {
  push(block: Planes): void
  finish(): Loudness & {
    /** K-weighted mean square of every 100 ms, channels summed. */
    steps: Float64Array
  }
}

interface Biquad {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

/** The two K-weighting stages for any rate, after the analogue prototypes of BS.1770 (De Man, AES 2014). */
function kWeighting(rate: number): [Biquad, Biquad] {
  const k1 = Math.tan((Math.PI * 1681.974450955533) / rate)
  const [vh, q1] = [10 ** (3.999843853973347 / 20), 0.7071752369554196]
  const vb = vh ** 0.4996667741545416
  const n1 = 1 + k1 / q1 + k1 * k1
  const shelf: Biquad = {
    b: [
      (vh + (vb * k1) / q1 + k1 * k1) / n1,
      (2 * (k1 * k1 - vh)) / n1,
      (vh - (vb * k1) / q1 + k1 * k1) / n1,
    ],
    a: [(2 * (k1 * k1 - 1)) / n1, (1 - k1 / q1 + k1 * k1) / n1],
  }
  const k2 = Math.tan((Math.PI * 38.13547087602444) / rate)
  const q2 = 0.5003270373238773
  const n2 = 1 + k2 / q2 + k2 * k2
  const pass: Biquad = { b: [1, -2, 1], a: [(2 * (k2 * k2 - 1)) / n2, (1 - k2 / q2 + k2 * k2) / n2] }
  return [shelf, pass]
}

/** Adds up the squares of one weighted channel. Transposed direct form II. */
function weightedChannel(rate: number): (plane: Float32Array, from: number, to: number) => number {
  const [shelf, pass] = kWeighting(rate)
  const [b0, b1, b2] = shelf.b
  const [a1, a2] = shelf.a
  const [p1, p2] = pass.a
  let [s1, s2, t1, t2] = [0, 0, 0, 0]
  return (plane, from, to) => {
    let sum = 0
    for (let i = from; i < to; i++) {
      const x = plane[i] as number
      const y = b0 * x + s1
      s1 = b1 * x - a1 * y + s2
      s2 = b2 * x - a2 * y
      const z = y + t1
      t1 = -2 * y - p1 * z + t2
      t2 = y - p2 * z
      sum += z * z
    }
    return sum
  }
}

const phases = 4
const tapsPerPhase = 12

const peakTaps = Array.from({ length: phases - 1 }, (_, p) => {
  const phase = (p + 1) / phases
  const row = Float64Array.from({ length: tapsPerPhase }, (_, i) => {
    const x = i - tapsPerPhase / 2 + 1 - phase
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (tapsPerPhase / 2))
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  })
  const sum = row.reduce((a, b) => a + b, 0)
  return row.map((tap) => tap / sum)
})

/** Follows the true peak of one channel; looks between samples only where one of the two is at least half of it. */
function peakChannel(): { push(plane: Float32Array): void; peak(): number } {
  const before = tapsPerPhase / 2 - 1
  let tail = new Float32Array(tapsPerPhase - 1)
  let peak = 0
  return {
    push(plane) {
      const input = new Float32Array(tail.length + plane.length)
      input.set(tail)
      input.set(plane, tail.length)
      for (let i = 0; i + tapsPerPhase <= input.length; i++) {
        const here = Math.max(
          Math.abs(input[i + before] as number),
          Math.abs(input[i + before + 1] as number),
        )
        if (here * 2 <= peak) continue
        if (here > peak) peak = here
        for (const row of peakTaps) {
          let sum = 0
          for (let k = 0; k < tapsPerPhase; k++) sum += (row[k] as number) * (input[i + k] as number)
          peak = Math.max(peak, Math.abs(sum))
        }
      }
      tail = input.slice(input.length - tapsPerPhase + 1)
    },
    peak: () => peak,
  }
}

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power)

/** Gated mean of 400 ms blocks that overlap by 75 % (BS.1770-4): absolute gate −70, relative gate −10. */
function integrated(steps: Float64Array): number | null {
  const count = Math.max(1, steps.length - 3)
  const blocks = Array.from({ length: count }, (_, i) => {
    const four = steps.subarray(i, i + 4)
    return four.reduce((sum, x) => sum + x, 0) / four.length
  }).filter((power) => power > 0 && toLufs(power) > -70)
  const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length
  if (blocks.length === 0) return null
  const gate = toLufs(mean(blocks)) - 10
  return toLufs(mean(blocks.filter((power) => toLufs(power) > gate)))
}

/** A loudness meter for planes at `sampleRate`. In 5.1 and 7.1 the LFE is left out and surrounds weigh 1.41. */
export function createLoudnessMeter(sampleRate: number, channels: number): LoudnessMeter {
  const weights = Array.from({ length: channels }, (_, c) =>
    channels < 5 || c < 3 ? 1 : c === 3 && channels > 5 ? 0 : 1.41,
  )
  const weighted = weights.map(() => weightedChannel(sampleRate))
  const peaks = weights.map(peakChannel)
  const stepFrames = Math.round(sampleRate / 10)
  const steps: number[] = []
  let [sum, filled] = [0, 0]
  return {
    push(block) {
      const length = block[0]?.length ?? 0
      for (let at = 0; at < length; ) {
        const end = Math.min(length, at + stepFrames - filled)
        for (const [c, plane] of block.entries())
          sum += (weights[c] ?? 1) * (weighted[c]?.(plane, at, end) ?? 0)
        filled += end - at
        at = end
        if (filled < stepFrames) continue
        steps.push(sum / stepFrames)
        ;[sum, filled] = [0, 0]
      }
      for (const [c, plane] of block.entries()) peaks[c]?.push(plane)
    },
    finish() {
      if (filled > 0) steps.push(sum / filled)
      const all = Float64Array.from(steps)
      const peak = Math.max(0, ...peaks.map((channel) => channel.peak()))
      return {
        steps: all,
        integratedLufs: integrated(all),
        truePeakDb: peak > 0 ? 20 * Math.log10(peak) : null,
      }
    },
  }
}
