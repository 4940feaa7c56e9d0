import { createSpectrum } from './fft.ts'

/** A list of numbers that grows without copying each time. */
export class Track {
  #values = new Float32Array(4096)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float32Array(this.#values.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  /** The numbers so far, without a copy. */
  get values(): Float32Array<ArrayBuffer> {
    return this.#values.subarray(0, this.length)
  }
}

/** Bands that curves and onsets are measured in, Hz: kick and bass · snare, voice, chords · hats and air. */
export const bands = { low: [25, 150], mid: [200, 3000], high: [5000, 16_000] } as const
export type Band = keyof typeof bands
export const bandNames: readonly Band[] = ['low', 'mid', 'high']

/** Measurements about every 5 ms. Sample h describes the moment h · hopSec. */
export interface Features {
  hopSec: number
  /** Amplitude per band: 1 is a full-scale sine. */
  level: Record<Band, Float32Array<ArrayBuffer>>
  rms: Float32Array<ArrayBuffer>
  /** Spectral centroid as log2 of Hz; falls to 0 in silence. */
  centroid: Float32Array<ArrayBuffer>
  /** How much louder the spectrum became, per band and in all. */
  flux: Record<Band | 'all', Float32Array<ArrayBuffer>>
}

/** Takes mono blocks in order and measures them as they pass. */
export interface FeatureMeter {
  push(block: Float32Array): void
  finish(): Features
}

const hopsPerSec = 200
const fluxBands = 40
/** log1p(compression · amplitude): hears changes down to about −80 dB. */
const compression = 10_000
/** Power below which a sound has less and less of a colour: −85 dB, a little above the dither of 16 bits. */
const faint = 3e-9
/** Flux compares with this many hops before. */
const lag = 2

/** Edges of log-spaced bands in bins, at least one bin wide. */
function logBands(binHz: number, top: number): Uint16Array {
  const edges = new Uint16Array(fluxBands + 1)
  for (let b = 0; b <= fluxBands; b++) {
    const bin = Math.round((30 * (top / 30) ** (b / fluxBands)) / binHz)
    edges[b] = Math.max(bin, b === 0 ? 1 : (edges[b - 1] ?? 0) + 1)
  }
  return edges
}

/**
 * A meter for sound at `sampleRate` (22–48 kHz): Hann window of about 43 ms every 5 ms. Onset strength is
 * log-compressed spectral flux with a maximum over neighbouring bands, so that vibrato counts little
 * (Böck and Widmer, DAFx 2013).
 */
export function createFeatureMeter(sampleRate: number): FeatureMeter {
  const size = sampleRate > 32_000 ? 2048 : 1024
  const hop = Math.round(sampleRate / hopsPerSec)
  const half = size / 2
  const binHz = sampleRate / size
  const spectrum = createSpectrum(size)
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
  // Power of a full-scale sine is (size/4)² per Hann window, spread over bins with a sum of 1.5 times that.
  const scale = 1 / (1.5 * (size / 4) ** 2)
  const edges = logBands(binHz, Math.min(16_000, sampleRate * 0.45))
  const bandOf = (hz: number): Band | null =>
    bandNames.find((b) => hz >= bands[b][0] && hz < bands[b][1]) ?? null
  const fluxBandOf = Array.from({ length: fluxBands }, (_, b) =>
    bandOf((((edges[b] ?? 0) + (edges[b + 1] ?? 0)) / 2) * binHz),
  )
  const logHz = Float64Array.from({ length: half + 1 }, (_, k) => Math.log2(Math.max(1, k) * binHz))
  const binRange = bandNames.map((band) => [
    Math.max(1, Math.round(bands[band][0] / binHz)),
    Math.min(half, Math.round(bands[band][1] / binHz)),
  ])

  const level = { low: new Track(), mid: new Track(), high: new Track() }
  const flux = { low: new Track(), mid: new Track(), high: new Track(), all: new Track() }
  const [rms, centroid] = [new Track(), new Track()]
  /** Sound around the current window, starting half a window before time 0. */
  let ring = new Float64Array(size)
  let filled = half
  let received = 0
  const frame = new Float64Array(size)
  const history = Array.from({ length: lag + 1 }, () => new Float64Array(fluxBands))
  let hops = 0

  const measure = () => {
    let square = 0
    for (let i = 0; i < hop; i++) square += (ring[half + i] as number) ** 2
    rms.push(Math.sqrt(square / hop))
    for (let i = 0; i < size; i++) frame[i] = (ring[i] as number) * (window[i] as number)
    const power = spectrum.power(frame)
    for (let b = 0; b < 3; b++) {
      const [from, to] = binRange[b] ?? [0, 0]
      let sum = 0
      for (let k = from as number; k < (to as number); k++) sum += power[k] as number
      level[bandNames[b] as Band].push(Math.sqrt(sum * scale))
    }
    let [weighted, total] = [0, 0]
    const now = history[hops % (lag + 1)] as Float64Array
    const before = history[(hops + 1) % (lag + 1)] as Float64Array
    for (let b = 0; b < fluxBands; b++) {
      let sum = 0
      for (let k = edges[b] as number; k < (edges[b + 1] as number) && k <= half; k++) {
        sum += power[k] as number
        weighted += (power[k] as number) * (logHz[k] as number)
      }
      total += sum
      now[b] = Math.log1p(compression * Math.sqrt(sum * scale))
    }
    centroid.push(weighted / (total + faint / scale))
    const rise = { low: 0, mid: 0, high: 0, all: 0 }
    for (let b = 0; b < fluxBands; b++) {
      const ceiling = Math.max(
        before[b] as number,
        before[Math.max(0, b - 1)] as number,
        before[Math.min(fluxBands - 1, b + 1)] as number,
      )
      const more = (now[b] as number) - ceiling
      if (more <= 0) continue
      rise.all += more
      const band = fluxBandOf[b]
      if (band) rise[band] += more
    }
    for (const band of ['low', 'mid', 'high', 'all'] as const) flux[band].push(rise[band])
    hops++
  }

  const advance = () => {
    measure()
    ring.copyWithin(0, hop)
    filled -= hop
  }

  const append = (block: Float32Array) => {
    for (let at = 0; at < block.length; ) {
      const count = Math.min(size - filled, block.length - at)
      ring.set(block.subarray(at, at + count), filled)
      filled += count
      at += count
      if (filled === size) advance()
    }
  }

  return {
    push(block) {
      received += block.length
      append(block)
    },
    finish() {
      const wanted = Math.max(1, Math.ceil(received / hop))
      while (hops < wanted) append(new Float32Array(size - filled))
      ring = new Float64Array(0)
      return {
        hopSec: hop / sampleRate,
        level: { low: level.low.values, mid: level.mid.values, high: level.high.values },
        rms: rms.values,
        centroid: centroid.values,
        flux: { low: flux.low.values, mid: flux.mid.values, high: flux.high.values, all: flux.all.values },
      }
    },
  }
}
