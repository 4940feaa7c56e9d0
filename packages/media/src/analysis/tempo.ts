import type { TempoPoint } from '@segue/protocol'
import { barBeats } from '../time/meter.ts'
import type { Timeline } from '../time/timeline.ts'
import type { Features } from './features.ts'

/** A steady tempo found in sound. `beatSec` is one moment on which a beat falls. */
export interface Tempo {
  bpm: number
  beatSec: number
  /** 0…1: how regular the sound is. */
  confidence: number
}

const slowest = 60
const fastest = 200
/** Ten minutes are enough to find a tempo. */
const maxHops = 120_000
/** A pulse in 60–200 BPM is rated by its repeats, and by how usual it is: centre and width in octaves. */
const usual = { bpm: 132, octaves: 1.1 }

/** Onset strength above its own one-second mean. */
function pulses(flux: Float32Array, hopSec: number): Float64Array {
  const length = Math.min(maxHops, flux.length)
  const reach = Math.round(0.5 / hopSec)
  const out = new Float64Array(length)
  let sum = 0
  for (let i = 0; i < Math.min(reach, length); i++) sum += flux[i] ?? 0
  for (let i = 0; i < length; i++) {
    sum += (i + reach < length ? (flux[i + reach] ?? 0) : 0) - (flux[i - reach - 1] ?? 0)
    out[i] = Math.max(0, (flux[i] ?? 0) - sum / (2 * reach + 1))
  }
  return out
}

function autocorrelation(signal: Float64Array, lags: number): Float64Array {
  const out = new Float64Array(lags)
  for (let lag = 0; lag < Math.min(lags, signal.length); lag++) {
    let sum = 0
    for (let i = lag; i < signal.length; i++) sum += (signal[i] as number) * (signal[i - lag] as number)
    out[lag] = sum / (signal.length - lag)
  }
  return out
}

/** Strength of one frequency (Hz) in the pulses, by correlation with a turning pointer. */
function strength(signal: Float64Array, hopSec: number, hz: number): number {
  const step = 2 * Math.PI * hz * hopSec
  const [stepRe, stepIm] = [Math.cos(step), Math.sin(step)]
  let [re, im, turnRe, turnIm] = [0, 0, 1, 0]
  for (let i = 0; i < signal.length; i++) {
    const value = signal[i] as number
    re += value * turnRe
    im += value * turnIm
    const next = turnRe * stepRe - turnIm * stepIm
    turnIm = turnRe * stepIm + turnIm * stepRe
    turnRe = next
  }
  return Math.hypot(re, im)
}

/** The best of nearby tempos by the whole length of the sound, in steps far below its resolution. */
function refine(signal: Float64Array, hopSec: number, around: number): number {
  const resolution = 60 / (signal.length * hopSec)
  let best = around
  for (const [reach, step] of [
    [Math.max(1.5, resolution * 0.5), Math.max(0.02, resolution / 6)],
    [resolution / 4, resolution / 60],
  ] as const) {
    let top = -1
    const centre = best
    for (let bpm = centre - reach; bpm <= centre + reach; bpm += step) {
      const value = [1, 2, 4].reduce((sum, h) => sum + strength(signal, hopSec, (h * bpm) / 60), 0)
      if (value > top) [top, best] = [value, bpm]
    }
  }
  const whole = Math.round(best)
  return Math.abs(best - whole) < Math.max(0.02, resolution * 0.12) ? whole : Number(best.toFixed(2))
}

/** The moment within one beat at which most onset strength gathers. */
function phaseOf(signal: Float64Array, hopSec: number, bpm: number): number {
  const period = 60 / bpm / hopSec
  const bins = new Float64Array(Math.max(1, Math.round(period)))
  for (let i = 0; i < signal.length; i++) {
    const bin = Math.floor(((i % period) / period) * bins.length) % bins.length
    bins[bin] = (bins[bin] as number) + (signal[i] as number)
  }
  const at = (bin: number) => bins[(bin + bins.length) % bins.length] as number
  let best = 0
  const score = (bin: number) => at(bin - 1) * 0.5 + at(bin) + at(bin + 1) * 0.5
  for (let bin = 1; bin < bins.length; bin++) if (score(bin) > score(best)) best = bin
  // The same lateness as onsets: the flux peaks before the window's centre reaches the onset.
  return ((best + 0.5) / bins.length) * (60 / bpm) + 0.01
}

/** How often a signal repeats after a number of hops, 0…1; the better of the two hops around. */
function repeatsOf(signal: Float64Array, hopSec: number): (lag: number) => number {
  const all = autocorrelation(signal, Math.ceil((4 * 60) / slowest / hopSec) + 2)
  const whole = all[0] || 1
  return (lag) => Math.max(all[Math.floor(lag)] ?? 0, all[Math.ceil(lag)] ?? 0) / whole
}

/**
 * The steady tempo of a sound, 60–200 BPM; `null` when nothing in it repeats. Of a tempo and its double the
 * double wins when half a beat repeats nearly as well as a beat: drum and bass is at 174, not at 87.
 */
export function findTempo({ flux, hopSec }: Features): Tempo | null {
  const signal = pulses(flux.all, hopSec)
  if (signal.length * hopSec < 2 || signal.every((x) => x === 0)) return null
  const repeats = repeatsOf(signal, hopSec)
  let [bpm, top, confidence] = [0, 0, 0]
  for (let candidate = slowest; candidate <= fastest; candidate += 0.5) {
    const lag = 60 / candidate / hopSec
    const usable = [1, 2, 3, 4].filter((k) => k * lag < signal.length * 0.75)
    const mean = usable.reduce((sum, k) => sum + repeats(k * lag), 0) / Math.max(1, usable.length)
    const distance = Math.log2(candidate / usual.bpm) / usual.octaves
    const score = mean * Math.exp(-0.5 * distance * distance)
    if (score > top) [bpm, top, confidence] = [candidate, score, mean]
  }
  if (confidence < 0.08) return null
  const lag = 60 / bpm / hopSec
  if (bpm * 2 <= fastest && repeats(lag / 2) >= 0.75 * repeats(lag)) bpm *= 2
  const refined = refine(signal, hopSec, bpm)
  return { bpm: refined, beatSec: phaseOf(signal, hopSec, refined), confidence: Math.min(1, confidence) }
}

/**
 * A timeline from a steady tempo: beat 0 is the downbeat nearest to the start. The downbeat is the beat of the bar
 * on which the low band starts most strongly.
 */
export function steadyTimeline(features: Features, tempo: Tempo, meter: Timeline['meter']): Timeline {
  const { hopSec, flux } = features
  const beatSec = 60 / tempo.bpm
  const bar = barBeats(meter[0] ?? { beat: 0, numerator: 4, denominator: 4 })
  const perBar = Number.isInteger(bar) ? bar : 1
  const scores = new Float64Array(perBar)
  const first = tempo.beatSec - Math.floor(tempo.beatSec / beatSec + 0.25) * beatSec
  const end = flux.low.length * hopSec
  for (let n = 0; first + n * beatSec < end; n++) {
    const hop = Math.round((first + n * beatSec - 0.01) / hopSec)
    let peak = 0
    for (let i = Math.max(0, hop - 6); i <= hop + 6; i++) peak = Math.max(peak, flux.low[i] ?? 0)
    scores[n % perBar] = (scores[n % perBar] ?? 0) + peak
  }
  // A beat must be clearly stronger to move the bar line away from the first one.
  const strongest = scores.reduce((best, value, n) => (value > (scores[best] ?? 0) * 1.1 ? n : best), 0)
  const sec = Number((first + strongest * beatSec).toFixed(3))
  const tempoMap: TempoPoint[] = [{ beat: 0, sec, bpm: tempo.bpm, ramp: false }]
  return { tempo: tempoMap, meter, locators: [] }
}
