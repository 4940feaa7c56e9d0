import type { Planes } from './facts.ts'

const zeroCrossings = 24
/** More phases than any usual pair of rates needs (44.1 ↔ 48 kHz takes 160). */
const maxPhases = 4096

/** Modified Bessel function of the first kind, order 0: the Kaiser window. */
function bessel(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** Windowed sinc, one row of taps per phase. Kaiser β 9: stop band below −90 dB. */
function taps(phases: number, half: number, cutoff: number): Float64Array[] {
  const scale = bessel(9)
  return Array.from({ length: phases }, (_, phase) => {
    const row = new Float64Array(half * 2)
    let sum = 0
    for (let i = 0; i < row.length; i++) {
      const x = i - half + 1 - phase / phases
      const edge = 1 - (x / half) ** 2
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x)
      row[i] = edge > 0 ? (sinc * bessel(9 * Math.sqrt(edge))) / scale : 0
      sum += row[i] ?? 0
    }
    return row.map((tap) => tap / sum)
  })
}

/** Turns blocks at one sample rate into blocks at another; `flush` gives what is left at the end. */
export interface Resampler {
  push(block: Planes): Planes
  flush(): Planes
}

/**
 * A streaming polyphase resampler without delay: output sample n sits at input time n·from/to. Passes everything
 * below 0.92 of the lower Nyquist frequency. Gives exactly round(frames·to/from) samples in all.
 */
export function createResampler(from: number, to: number, channels: number): Resampler {
  const divisor = gcd(from, to)
  const [up, down] = [to / divisor, from / divisor]
  const phases = Math.min(up, maxPhases)
  const cutoff = 0.96 * Math.min(1, to / from)
  const half = Math.ceil(zeroCrossings / Math.min(1, to / from))
  const table = taps(phases, half, cutoff)
  const empty = () => Array.from({ length: channels }, () => new Float32Array(half))
  /** Input kept; its first sample has input index `origin`. Starts with `half` zeros before the sound. */
  let kept: Planes = empty()
  let origin = -half
  let produced = 0
  let received = 0

  const run = (block: Planes, last: boolean): Planes => {
    const added = block[0]?.length ?? 0
    const input = Array.from({ length: channels }, (_, c) => {
      const joined = new Float32Array((kept[c]?.length ?? 0) + added)
      joined.set(kept[c] ?? [])
      joined.set(block[c] ?? [], kept[c]?.length ?? 0)
      return joined
    })
    if (!last) received += added
    const end = origin + (input[0]?.length ?? 0)
    // The last tap of output n reads input floor(n·down/up) + half.
    const ready = Math.max(produced, Math.ceil(((end - half) * up) / down))
    const total = last ? Math.round((received * up) / down) : ready
    const count = Math.max(0, Math.min(ready, total) - produced)
    const output = input.map(() => new Float32Array(count))
    for (let n = 0; n < count; n++) {
      const position = (produced + n) * down
      const base = Math.floor(position / up)
      const row = table[Math.floor(((position - base * up) * phases) / up)] ?? new Float64Array()
      const start = base - half + 1 - origin
      for (let c = 0; c < channels; c++) {
        const [source, target] = [input[c], output[c]]
        if (source === undefined || target === undefined) continue
        let sum = 0
        for (let i = 0; i < row.length; i++) sum += (row[i] ?? 0) * (source[start + i] ?? 0)
        target[n] = sum
      }
    }
    produced += count
    const keepFrom = Math.max(0, Math.floor((produced * down) / up) - half + 1 - origin)
    kept = input.map((plane) => plane.slice(keepFrom))
    origin += Math.min(keepFrom, input[0]?.length ?? 0)
    return output
  }

  return {
    push: (block) => run(block, false),
    flush: () =>
      run(
        Array.from({ length: channels }, () => new Float32Array(half + down + 1)),
        true,
      ),
  }
}
