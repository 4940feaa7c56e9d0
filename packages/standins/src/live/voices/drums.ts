import { createFilter } from '../dsp/biquad.ts'
import { createNoise } from '../dsp/noise.ts'

/** The pieces of the drum kit. */
export const drumNames = [
  'kick',
  'snare',
  'rim',
  'clap',
  'closedHat',
  'openHat',
  'lowTom',
  'midTom',
  'highTom',
  'crash',
  'ride',
  'shaker',
  'cowbell',
] as const
export type DrumName = (typeof drumNames)[number]

/** One sound: seconds → sample, at a sample rate. */
type Recipe = { seconds: number; make(rate: number): (t: number) => number }

const decay = (t: number, time: number) => Math.exp(-t / time)

/** A sine whose pitch falls from `high` to `low` hertz; `fall` is the time constant. */
const sweep = (t: number, { low, high, fall }: { low: number; high: number; fall: number }) =>
  Math.sin(2 * Math.PI * (low * t + (high - low) * fall * (1 - decay(t, fall))))

/** Six squares at odd ratios, as the cymbals of old drum machines. */
const metal = (t: number) =>
  [205.3, 304.4, 369.6, 522.7, 540, 800].reduce((sum, f) => sum + ((t * f * 2.1) % 1 < 0.5 ? 1 : -1), 0) / 6

const tom = (low: number): Recipe => ({
  seconds: 0.6,
  make: (rate) => {
    const noise = createNoise(low)
    const skin = createFilter('band', { frequency: low * 6, rate })
    return (t) =>
      0.8 * sweep(t, { low, high: low * 1.9, fall: 0.035 }) * decay(t, 0.16) +
      0.25 * skin(noise()) * decay(t, 0.02)
  },
})

const cymbal = (options: { seconds: number; ring: number; edge: number; bell: number }): Recipe => ({
  seconds: options.seconds,
  make: (rate) => {
    const noise = createNoise(options.edge)
    const thin = createFilter('high', { frequency: options.edge, q: 0.8, rate })
    const air = createFilter('low', { frequency: 13_500, rate })
    return (t) => {
      const body = air(thin(noise() * (1 - options.bell) + metal(t) * options.bell))
      return body * (0.65 * decay(t, options.ring) + 0.5 * decay(t, 0.012))
    }
  },
})

const recipes: Record<DrumName, Recipe> = {
  kick: {
    seconds: 0.42,
    make: (rate) => {
      const noise = createNoise(1)
      const click = createFilter('band', { frequency: 3200, rate })
      return (t) => {
        const body =
          sweep(t, { low: 47, high: 210, fall: 0.022 }) * (0.75 * decay(t, 0.13) + 0.35 * decay(t, 0.03))
        return Math.tanh(1.6 * body) * 0.82 + 0.5 * click(noise()) * decay(t, 0.0035)
      }
    },
  },
  snare: {
    seconds: 0.35,
    make: (rate) => {
      const noise = createNoise(2)
      const wires = createFilter('high', { frequency: 1400, rate })
      const air = createFilter('low', { frequency: 9500, rate })
      return (t) =>
        0.5 * sweep(t, { low: 182, high: 300, fall: 0.012 }) * decay(t, 0.07) +
        0.22 * Math.sin(2 * Math.PI * 331 * t) * decay(t, 0.045) +
        0.62 * air(wires(noise())) * (0.55 * decay(t, 0.085) + 0.5 * decay(t, 0.018))
    },
  },
  rim: {
    seconds: 0.08,
    make: (rate) => {
      const noise = createNoise(3)
      const wood = createFilter('band', { frequency: 1750, q: 3, rate })
      return (t) =>
        0.9 * Math.sin(2 * Math.PI * 1720 * t) * decay(t, 0.008) + 0.9 * wood(noise()) * decay(t, 0.012)
    },
  },
  clap: {
    seconds: 0.4,
    make: (rate) => {
      const noise = createNoise(4)
      const palm = createFilter('band', { frequency: 1250, q: 1.1, rate })
      const thin = createFilter('high', { frequency: 650, rate })
      return (t) => {
        const bursts = [0, 0.0105, 0.021].reduce((sum, at) => sum + (t >= at ? decay(t - at, 0.0032) : 0), 0)
        const tail = t >= 0.029 ? 0.75 * decay(t - 0.029, 0.075) : 0
        return 1.5 * thin(palm(noise())) * (0.8 * bursts + tail)
      }
    },
  },
  closedHat: cymbal({ seconds: 0.12, ring: 0.024, edge: 7600, bell: 0.45 }),
  openHat: cymbal({ seconds: 0.5, ring: 0.14, edge: 7000, bell: 0.45 }),
  lowTom: tom(82),
  midTom: tom(118),
  highTom: tom(164),
  crash: cymbal({ seconds: 2.4, ring: 0.62, edge: 3800, bell: 0.25 }),
  ride: cymbal({ seconds: 1.1, ring: 0.32, edge: 5600, bell: 0.65 }),
  shaker: {
    seconds: 0.14,
    make: (rate) => {
      const noise = createNoise(5)
      const beads = createFilter('band', { frequency: 7400, q: 1.2, rate })
      return (t) => 1.1 * beads(noise()) * Math.min(1, t / 0.004) * decay(t, 0.03)
    },
  },
  cowbell: {
    seconds: 0.35,
    make: (rate) => {
      const bell = createFilter('band', { frequency: 900, q: 1.5, rate })
      return (t) =>
        bell(((t * 562) % 1 < 0.5 ? 0.5 : -0.5) + ((t * 845) % 1 < 0.5 ? 0.5 : -0.5)) *
        (0.5 * decay(t, 0.012) + 0.5 * decay(t, 0.08))
    },
  },
}

/** Makes a kit: each drum is computed once and kept. All mono, loudest sample near 0.9. */
export function createKit(rate: number): (name: DrumName) => Float32Array<ArrayBuffer> {
  const kit = new Map<DrumName, Float32Array<ArrayBuffer>>()
  return (name) => {
    const known = kit.get(name)
    if (known) return known
    const { seconds, make } = recipes[name]
    const sample = make(rate)
    const frames = Math.round(seconds * rate)
    const data = Float32Array.from({ length: frames }, (_, i) => {
      const fade = Math.min(1, (frames - i) / (0.01 * rate))
      return sample(i / rate) * fade
    })
    const peak = data.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-9)
    const scaled = data.map((value) => (value * 0.9) / peak)
    kit.set(name, scaled)
    return scaled
  }
}

/** General MIDI's drum map: which drum a key plays. */
const generalMidi: Record<number, DrumName> = {
  35: 'kick',
  36: 'kick',
  37: 'rim',
  38: 'snare',
  39: 'clap',
  40: 'snare',
  41: 'lowTom',
  42: 'closedHat',
  43: 'lowTom',
  44: 'closedHat',
  45: 'midTom',
  46: 'openHat',
  47: 'midTom',
  48: 'highTom',
  49: 'crash',
  50: 'highTom',
  51: 'ride',
  52: 'crash',
  53: 'ride',
  54: 'shaker',
  55: 'crash',
  56: 'cowbell',
  57: 'crash',
  59: 'ride',
  69: 'shaker',
  70: 'shaker',
  75: 'rim',
  82: 'shaker',
}

const spoken: readonly (readonly [RegExp, DrumName])[] = [
  [/kick|\bbd\b|\bkk\d*\b|bass ?drum/i, 'kick'],
  [/clap|snap/i, 'clap'],
  [/rim|stick|click/i, 'rim'],
  [/snare|snr|\bsd\b/i, 'snare'],
  [/open|\boh\b|hat_?o/i, 'openHat'],
  [/hat|\bhh\d*\b|hihat|\bch\b/i, 'closedHat'],
  [/crash|cym|splash/i, 'crash'],
  [/ride/i, 'ride'],
  [/shak|tamb|perc/i, 'shaker'],
  [/cowbell|agogo/i, 'cowbell'],
  [/low ?tom|floor/i, 'lowTom'],
  [/tom|conga|bongo/i, 'midTom'],
]

/** The drum that a name speaks of (`Hat_Closed_02`), if any. */
export function drumInName(name: string): DrumName | null {
  return spoken.find(([pattern]) => pattern.test(name.replaceAll('_', ' ')))?.[1] ?? null
}

/** The drum for a key: by General MIDI, else low keys by pads of four, so that every key sounds. */
export function drumForKey(key: number): DrumName {
  return generalMidi[key] ?? (['kick', 'snare', 'closedHat', 'rim'] as const)[(key >> 2) % 4] ?? 'rim'
}
