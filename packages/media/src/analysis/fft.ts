/**
 * Power spectrum of real frames of one fixed size (a power of two): radix-2 on half-size complex data. Scratch
 * space is reused, so the result is valid until the next call.
 */
export interface Spectrum {
  readonly size: number
  /** |X|² for bins 0 … size/2. Takes `size` samples. */
  power(frame: Float64Array): Float64Array
}

function bitReversed(size: number): Uint32Array {
  const order = new Uint32Array(size)
  for (let i = 1; i < size; i++) order[i] = ((order[i >> 1] ?? 0) >> 1) | (i & 1 ? size >> 1 : 0)
  return order
}

/** Prepares the tables for one size. */
export function createSpectrum(size: number): Spectrum {
  const half = size / 2
  const order = bitReversed(half)
  const cos = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size))
  const sin = Float64Array.from({ length: half }, (_, k) => -Math.sin((2 * Math.PI * k) / size))
  const re = new Float64Array(half)
  const im = new Float64Array(half)
  const power = new Float64Array(half + 1)

  const transform = () => {
    for (let span = 1; span < half; span *= 2) {
      const step = size / (span * 2)
      for (let start = 0; start < half; start += span * 2) {
        for (let k = 0; k < span; k++) {
          const c = cos[k * step] as number // k·step < half, and so are all indices below
          const s = sin[k * step] as number
          const a = start + k
          const b = a + span
          const br = re[b] as number
          const bi = im[b] as number
          const tr = br * c - bi * s
          const ti = br * s + bi * c
          const ar = re[a] as number
          const ai = im[a] as number
          re[b] = ar - tr
          im[b] = ai - ti
          re[a] = ar + tr
          im[a] = ai + ti
        }
      }
    }
  }

  return {
    size,
    power(frame) {
      for (let i = 0; i < half; i++) {
        const from = (order[i] as number) * 2
        re[i] = frame[from] as number
        im[i] = frame[from + 1] as number
      }
      transform()
      for (let k = 0; k <= half; k++) {
        const i = k === half ? 0 : k
        const j = k === 0 ? 0 : half - k
        const er = ((re[i] as number) + (re[j] as number)) / 2
        const ei = ((im[i] as number) - (im[j] as number)) / 2
        const or = ((im[i] as number) + (im[j] as number)) / 2
        const oi = ((re[j] as number) - (re[i] as number)) / 2
        const c = k === half ? -1 : (cos[k] as number)
        const s = k === half ? 0 : (sin[k] as number)
        power[k] = (er + or * c - oi * s) ** 2 + (ei + or * s + oi * c) ** 2
      }
      return power
    },
  }
}
