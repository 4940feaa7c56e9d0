import { type Bus, balance } from '../bus.ts'
import { createNoise } from '../dsp/noise.ts'
import { type Oscillator, waveOf } from './oscillator.ts'
import type { Patch } from './patch.ts'
import { hertz, type Voice, type VoiceNote } from './voice.ts'

/** Frames between two settings of filter and pitch. */
const controlFrames = 64
const silence = 5e-4

/** Work space, shared: a chunk is finished before the next begins. */
const scratch = {
  wave: new Float64Array(controlFrames),
  left: new Float64Array(controlFrames),
  right: new Float64Array(controlFrames),
}

/**
 * Filters both sides of the work space in place (Simper's state variable filter, low-pass). `state` holds two
 * numbers per side. Both in one loop: the processor works on one side while the other waits.
 */
function lowPass(frames: number, state: Float64Array, { g, k }: { g: number; k: number }): void {
  const { left, right } = scratch
  const a1 = 1 / (1 + g * (g + k))
  let [l1, l2, r1, r2] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0]
  for (let i = 0; i < frames; i++) {
    const l3 = (left[i] ?? 0) - l2
    const r3 = (right[i] ?? 0) - r2
    const lBand = a1 * (l1 + g * l3)
    const rBand = a1 * (r1 + g * r3)
    const lLow = l2 + g * lBand
    const rLow = r2 + g * rBand
    l1 = 2 * lBand - l1
    r1 = 2 * rBand - r1
    l2 = 2 * lLow - l2
    r2 = 2 * rLow - r2
    left[i] = lLow
    right[i] = rLow
  }
  state[0] = l1
  state[1] = l2
  state[2] = r1
  state[3] = r2
}

/** Soft saturation, close to tanh below 3. */
function saturate(chunk: Float64Array, frames: number, drive: number): void {
  const [push, level] = [1 + drive, 1 / (1 + drive * 0.5)]
  for (let i = 0; i < frames; i++) {
    const x = Math.max(-3, Math.min(3, (chunk[i] ?? 0) * push))
    chunk[i] = ((x * (27 + x * x)) / (27 + 9 * x * x)) * level
  }
}

/** A note on the subtractive synthesiser: oscillators → filter with envelope → drive → amplitude. */
export class SynthVoice implements Voice {
  readonly #patch: Patch
  readonly #note: VoiceNote
  readonly #rate: number
  readonly #oscillators: Oscillator[]
  readonly #filter = new Float64Array(4)
  /** Nothing is off the middle: the right side is the left one. */
  readonly #mono: boolean
  #release = 1

  constructor(patch: Patch, note: VoiceNote, rate: number) {
    this.#patch = patch
    this.#note = note
    this.#rate = rate
    this.#mono = patch.oscillators.every(({ pan }) => pan === 0)
    const random = createNoise(note.start * 131 + note.key)
    this.#oscillators = patch.oscillators.map(({ shape, semitones, level, pan }) => {
      const [left, right] = balance(pan)
      // Oscillators in the middle start at a zero of the wave, so that each note has the same punch
      const phase = pan === 0 ? (shape === 'saw' ? 0.5 : shape === 'triangle' ? 0.25 : 0) : Math.abs(random())
      return {
        wave: waveOf(shape),
        step: hertz(note.key + semitones) / rate,
        phase,
        left: left * level,
        right: right * level,
      }
    })
  }

  render(bus: Bus, at: number, frames: number): boolean {
    const { start } = this.#note
    let from = Math.max(0, start - at)
    while (from < frames && this.#release > silence) {
      const age = at + from - start
      const count = Math.min(frames - from, controlFrames - (age % controlFrames))
      this.#fill(age, count)
      this.#amplify(bus, { from, age, count })
      from += count
    }
    return this.#release > silence
  }

  /** Oscillators, filter and drive for the next frames, into the work space. */
  #fill(age: number, count: number): void {
    const { filter, drive, vibrato } = this.#patch
    const { key, level } = this.#note
    const rate = this.#rate
    const sec = age / rate
    const depth = vibrato.depth * Math.min(1, sec / 0.4)
    const bend = depth === 0 ? 1 : 2 ** ((depth * Math.sin(2 * Math.PI * vibrato.rate * sec)) / 12)
    const { wave, left, right } = scratch
    left.fill(0)
    right.fill(0)
    for (const oscillator of this.#oscillators) {
      oscillator.phase = oscillator.wave(wave, count, oscillator.phase, oscillator.step * bend)
      const { left: toLeft, right: toRight } = oscillator
      for (let i = 0; i < count; i++) {
        const sample = wave[i] ?? 0
        left[i] = (left[i] ?? 0) + sample * toLeft
        right[i] = (right[i] ?? 0) + sample * toRight
      }
    }
    const base = filter.cutoff * 2 ** ((filter.keyTrack * (key - 60)) / 12)
    const open = filter.octaves * (0.45 + 0.55 * level) * Math.exp(-sec / filter.decay)
    const shape = { g: Math.tan(Math.PI * Math.min(0.4, (base * 2 ** open) / rate)), k: 1 / filter.q }
    lowPass(count, this.#filter, shape)
    if (drive === 0) return
    saturate(left, count, drive)
    if (!this.#mono) saturate(right, count, drive)
  }

  /** Adds the work space to the bus under the amplitude envelope. */
  #amplify(bus: Bus, { from, age, count }: { from: number; age: number; count: number }): void {
    const { amp, gain } = this.#patch
    const { start, end, level } = this.#note
    const rate = this.#rate
    const attack = 1 / Math.max(1, amp.attack * rate)
    const loudness = gain * level
    const fall = Math.exp(-1 / (amp.decay * rate))
    const letGo = Math.exp(-1 / (amp.release * 0.4 * rate))
    const held = end - start
    const { left } = scratch
    const right = this.#mono ? left : scratch.right
    let body = (1 - amp.sustain) * Math.exp(-age / (amp.decay * rate))
    let release = this.#release
    for (let i = 0; i < count; i++) {
      if (age + i >= held) release *= letGo
      const envelope = Math.min(1, (age + i) * attack) * (amp.sustain + body) * release * loudness
      body *= fall
      const slot = from + i
      bus.left[slot] = (bus.left[slot] ?? 0) + (left[i] ?? 0) * envelope
      bus.right[slot] = (bus.right[slot] ?? 0) + (right[i] ?? 0) * envelope
    }
    this.#release = release
  }
}
