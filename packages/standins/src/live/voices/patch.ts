/** One oscillator of a patch. */
export interface OscillatorPatch {
  shape: 'saw' | 'pulse' | 'sine' | 'triangle'
  /** Semitones from the key. */
  semitones: number
  level: number
  /** −1 to 1. */
  pan: number
}

/** A sound of the small subtractive synthesiser. Times in seconds. */
export interface Patch {
  oscillators: readonly OscillatorPatch[]
  filter: {
    /** Hertz with the envelope at rest. */
    cutoff: number
    q: number
    /** How far the envelope opens the filter, octaves. */
    octaves: number
    decay: number
    /** How much the cutoff follows the key, 0–1. */
    keyTrack: number
  }
  amp: { attack: number; decay: number; sustain: number; release: number }
  /** 0 is clean. */
  drive: number
  /** Semitones and hertz; starts late, as a player does it. */
  vibrato: { depth: number; rate: number }
  gain: number
}

const saw = (semitones: number, level: number, pan: number): OscillatorPatch => ({
  shape: 'saw',
  semitones,
  level,
  pan,
})

/** The sounds that tracks are sketched with. */
export const patches = {
  bass: {
    oscillators: [
      { shape: 'saw', semitones: 0, level: 0.55, pan: 0 },
      { shape: 'pulse', semitones: 0.06, level: 0.3, pan: 0 },
      { shape: 'sine', semitones: 0, level: 0.75, pan: 0 },
    ],
    filter: { cutoff: 190, q: 1.1, octaves: 2.6, decay: 0.16, keyTrack: 0.3 },
    amp: { attack: 0.002, decay: 0.35, sustain: 0.7, release: 0.05 },
    drive: 1.4,
    vibrato: { depth: 0, rate: 0 },
    gain: 0.62,
  },
  sub: {
    oscillators: [
      { shape: 'sine', semitones: 0, level: 1, pan: 0 },
      { shape: 'triangle', semitones: 12, level: 0.08, pan: 0 },
    ],
    filter: { cutoff: 400, q: 0.7, octaves: 1, decay: 0.1, keyTrack: 0.5 },
    amp: { attack: 0.003, decay: 0.6, sustain: 0.8, release: 0.09 },
    drive: 0.9,
    vibrato: { depth: 0, rate: 0 },
    gain: 0.62,
  },
  pad: {
    oscillators: [
      saw(-0.11, 0.3, -0.9),
      saw(0.09, 0.3, 0.9),
      saw(-0.04, 0.26, 0.5),
      saw(0.05, 0.26, -0.5),
      { shape: 'triangle', semitones: -12, level: 0.22, pan: 0 },
    ],
    filter: { cutoff: 950, q: 0.75, octaves: 1.2, decay: 0.9, keyTrack: 0.5 },
    amp: { attack: 0.05, decay: 1.2, sustain: 0.75, release: 0.7 },
    drive: 0,
    vibrato: { depth: 0.05, rate: 0.6 },
    gain: 0.4,
  },
  stab: {
    oscillators: [
      saw(-0.1, 0.34, -0.8),
      saw(0.1, 0.34, 0.8),
      saw(0.01, 0.3, 0),
      { shape: 'pulse', semitones: 12.03, level: 0.1, pan: 0.3 },
    ],
    filter: { cutoff: 760, q: 0.9, octaves: 2.9, decay: 0.22, keyTrack: 0.4 },
    amp: { attack: 0.003, decay: 0.45, sustain: 0.35, release: 0.22 },
    drive: 0.2,
    vibrato: { depth: 0, rate: 0 },
    gain: 0.48,
  },
  lead: {
    oscillators: [
      saw(-0.07, 0.4, -0.35),
      saw(0.07, 0.4, 0.35),
      { shape: 'pulse', semitones: 0, level: 0.28, pan: 0 },
    ],
    filter: { cutoff: 1700, q: 1, octaves: 2.1, decay: 0.3, keyTrack: 0.6 },
    amp: { attack: 0.004, decay: 0.3, sustain: 0.65, release: 0.16 },
    drive: 0.3,
    vibrato: { depth: 0.16, rate: 5.2 },
    gain: 0.46,
  },
  pluck: {
    oscillators: [
      saw(-0.05, 0.42, -0.4),
      saw(0.05, 0.42, 0.4),
      { shape: 'triangle', semitones: 12, level: 0.3, pan: 0 },
    ],
    filter: { cutoff: 520, q: 1, octaves: 3.3, decay: 0.13, keyTrack: 0.6 },
    amp: { attack: 0.002, decay: 0.3, sustain: 0.12, release: 0.25 },
    drive: 0,
    vibrato: { depth: 0, rate: 0 },
    gain: 0.52,
  },
} as const satisfies Record<string, Patch>
