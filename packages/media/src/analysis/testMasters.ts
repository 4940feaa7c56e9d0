import type { MediaMeta } from '@segue/protocol'
import type { Band } from './features.ts'

/** A synthetic piece of music with known hits, for tests and the bench. Mono. */
export interface Master {
  name: string
  sampleRate: number
  samples: Float32Array<ArrayBuffer>
  /** Seconds at which something starts in each band. */
  hits: Record<Band, number[]>
  bpm: number | null
  meta: MediaMeta
}

const sampleRate = 48_000

/** Numbers that look random and are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Voice = (sec: number) => number

/** Adds a voice of `lengthSec` at a moment. */
function add(samples: Float32Array, sec: number, lengthSec: number, voice: Voice): void {
  const start = Math.round(sec * sampleRate)
  const end = Math.min(samples.length, start + Math.round(lengthSec * sampleRate))
  for (let i = start; i < end; i++) samples[i] = (samples[i] ?? 0) + voice((i - start) / sampleRate)
}

const kick: Voice = (t) =>
  0.9 * Math.exp(-t * 14) * Math.sin(2 * Math.PI * (48 * t + 3.2 * (1 - Math.exp(-t * 35))))

function noise(seed: number, decay: number, gain: number): Voice {
  const random = seeded(seed)
  return (t) => gain * Math.exp(-t * decay) * (random() * 2 - 1)
}

const snare = (seed: number): Voice => {
  const rattle = noise(seed, 18, 0.25)
  return (t) =>
    0.5 * Math.exp(-t * 20) * (Math.sin(2 * Math.PI * 330 * t) + Math.sin(2 * Math.PI * 800 * t)) + rattle(t)
}

/** White noise differentiated twice: only the top is left. */
function hat(seed: number): Voice {
  const random = seeded(seed)
  let [a, b] = [0, 0]
  return (t) => {
    const now = random() * 2 - 1
    const out = now - 2 * a + b
    b = a
    a = now
    return 0.08 * Math.exp(-t * 60) * out
  }
}

interface Pattern {
  name: string
  bpm: number
  durationSec: number
  /** Quarter notes in one round of the pattern. */
  beats: number
  low: number[]
  mid: number[]
  high: number[]
}

function drums({ bpm, durationSec, beats, ...pattern }: Pattern): Pick<Master, 'samples' | 'hits'> {
  const samples = new Float32Array(Math.round(durationSec * sampleRate))
  const times = (steps: number[]) => {
    const found: number[] = []
    for (let round = 0; ; round += beats) {
      if ((round * 60) / bpm >= durationSec) return found.filter((sec) => sec < durationSec - 0.2)
      found.push(...steps.map((step) => ((round + step) * 60) / bpm))
    }
  }
  const hits = { low: times(pattern.low), mid: times(pattern.mid), high: times(pattern.high) }
  for (const sec of hits.low) add(samples, sec, 0.4, kick)
  for (const [i, sec] of hits.mid.entries()) add(samples, sec, 0.3, snare(i + 1))
  for (const [i, sec] of hits.high.entries()) add(samples, sec, 0.1, hat(i + 1000))
  return { samples, hits }
}

const eighths = (beats: number) => Array.from({ length: beats * 2 }, (_, i) => i / 2)
const house: Pattern = {
  name: 'house',
  bpm: 120,
  durationSec: 16,
  beats: 4,
  low: [0, 1, 2, 3],
  mid: [1, 3],
  high: eighths(4),
}

function limited(): Master {
  const { samples, hits } = drums(house)
  for (let i = 0; i < samples.length; i++) {
    const t = i / sampleRate
    const bass = 0.15 * Math.sin(2 * Math.PI * 55 * t)
    const pad =
      0.06 *
      (Math.sin(2 * Math.PI * 440 * t) + Math.sin(2 * Math.PI * 554 * t) + Math.sin(2 * Math.PI * 659 * t))
    samples[i] = 0.97 * Math.tanh(2.5 * ((samples[i] ?? 0) + bass + pad))
  }
  return { name: 'limited', sampleRate, samples, hits, bpm: 120, meta: {} }
}

function quiet(): Master {
  const { samples, hits } = drums(house)
  return { name: 'quiet', sampleRate, samples: samples.map((x) => x * 0.01), hits, bpm: 120, meta: {} }
}

function piano(): Master {
  const samples = new Float32Array(sampleRate * 24)
  const random = seeded(7)
  const hits: number[] = []
  for (let sec = 0.5; sec < 22; sec += 0.9 + 1.4 * random()) {
    const root = 65.4 * 2 ** (Math.floor(random() * 12) / 12)
    hits.push(sec)
    add(samples, sec, 3, (t) => {
      let sum = 0
      for (let k = 1; k <= 12; k++)
        sum += (Math.sin(2 * Math.PI * root * k * t) / k) * Math.exp(-t * (1.2 + 0.5 * k))
      return 0.3 * Math.min(1, t * 500) * sum
    })
    add(samples, sec, 0.05, noise(hits.length, 120, 0.06))
  }
  return {
    name: 'sparse piano',
    sampleRate,
    samples,
    hits: { low: hits, mid: hits, high: hits },
    bpm: null,
    meta: {},
  }
}

function dnb(): Master {
  const pattern = {
    name: '174',
    bpm: 174,
    durationSec: 16,
    beats: 4,
    low: [0, 2.5],
    mid: [1, 3],
    high: eighths(4),
  }
  return { name: '174 BPM', sampleRate, ...drums(pattern), bpm: 174, meta: {} }
}

function sevenEight(): Master {
  const pattern = {
    name: '7/8',
    bpm: 140,
    durationSec: 18,
    beats: 3.5,
    low: [0, 2],
    mid: [1, 2.5],
    high: [0, 0.5, 1, 1.5, 2, 2.5, 3],
  }
  const meta: MediaMeta = {
    bpm: 140,
    tempoMap: [{ beat: 0, sec: 0, bpm: 140, ramp: false }],
    meter: [{ beat: 0, numerator: 7, denominator: 8 }],
  }
  return { name: '7/8', sampleRate, ...drums(pattern), bpm: 140, meta }
}

/** Five masters on which motion usually fails: limited, quiet, sparse piano, 174 BPM and 7/8. */
export const testMasters = (): Master[] => [limited(), quiet(), piano(), dnb(), sevenEight()]
