import { type Bus, balance } from '../bus.ts'
import { createNoise } from '../dsp/noise.ts'
import type { OscillatorPatch, Patch } from './patch.ts'
import { hertz, type Voice, type VoiceNote } from './voice.ts'

/** Frames between two settings of the filter. */
const controlFrames = 16
const silence = 1e-4

/** Takes the edge off a jump, so that it does not alias (polynomial band-limited step). */
function blep(phase: number, step: number): number {
  if (phase < step) {
    const x = phase / step
    return x + x - x * x - 1
  }
  if (phase > 1 - step) {
    const x = (phase - 1) / step
    return x * x + x + x + 1
  }
  return 0
}

function wave(shape: OscillatorPatch['shape'], phase: number, step: number): number {
  if (shape === 'sine') return Math.sin(2 * Math.PI * phase)
  if (shape === 'triangle') return 4 * Math.abs(phase - 0.5) - 1
  if (shape === 'saw') return 2 * phase - 1 - blep(phase, step)
  const half = phase + 0.5 < 1 ? phase + 0.5 : phase - 0.5
  return (phase < 0.5 ? 1 : -1) + blep(phase, step) - blep(half, step)
}

interface Oscillator {
  shape: OscillatorPatch['shape']
  step: number
  phase: number
  left: number
  right: number
}

/** A note on the subtractive synthesiser: oscillators → filter with envelope → drive → amplitude. */
export class SynthVoice implements Voice {
  readonly #patch: Patch
  readonly #note: VoiceNote
  readonly #rate: number
  readonly #oscillators: Oscillator[]
  readonly #filter = new Float64Array(4)
  #release = 1

  constructor(patch: Patch, note: VoiceNote, rate: number) {
    this.#patch = patch
    this.#note = note
    this.#rate = rate
    const random = createNoise(note.start * 131 + note.key)
    this.#oscillators = patch.oscillators.map(({ shape, semitones, level, pan }) => {
      const [left, right] = balance(pan)
      // Low notes start at a zero of the wave, so that each has the same punch
      const phase = pan === 0 ? (shape === 'saw' ? 0.5 : 0) : Math.abs(random())
      return {
        shape,
        step: hertz(note.key + semitones) / rate,
        phase,
        left: left * level,
        right: right * level,
      }
    })
  }

  render(bus: Bus, at: number, frames: number): boolean {
    const { amp, filter, drive, vibrato, gain } = this.#patch
    const { start, end, key, level } = this.#note
    const rate = this.#rate
    const attack = Math.max(1, amp.attack * rate)
    const releaseFactor = Math.exp(-1 / (amp.release * 0.4 * rate))
    const top = rate * 0.4
    const base = filter.cutoff * 2 ** ((filter.keyTrack * (key - 60)) / 12)
    const loudness = gain * level
    let [g, a1] = [0, 0]
    const k = 1 / filter.q
    let bend = 1
    const first = Math.max(0, start - at)
    for (let i = first; i < frames; i++) {
      const age = at + i - start
      if (i === first || age % controlFrames === 0) {
        const sec = age / rate
        const open = filter.octaves * (0.45 + 0.55 * level) * Math.exp(-sec / filter.decay)
        g = Math.tan(Math.PI * (Math.min(top, base * 2 ** open) / rate))
        a1 = 1 / (1 + g * (g + k))
        const depth = vibrato.depth * Math.min(1, sec / 0.4)
        bend = depth === 0 ? 1 : 2 ** ((depth * Math.sin(2 * Math.PI * vibrato.rate * sec)) / 12)
      }
      let [left, right] = [0, 0]
      for (const oscillator of this.#oscillators) {
        const step = oscillator.step * bend
        const sample = wave(oscillator.shape, oscillator.phase, step)
        left += sample * oscillator.left
        right += sample * oscillator.right
        oscillator.phase += step
        if (oscillator.phase >= 1) oscillator.phase -= 1
      }
      left = this.#lowPass(left, 0, { g, a1 })
      right = this.#lowPass(right, 2, { g, a1 })
      if (drive > 0) {
        left = Math.tanh(left * (1 + drive)) / (1 + drive * 0.5)
        right = Math.tanh(right * (1 + drive)) / (1 + drive * 0.5)
      }
      const body = amp.sustain + (1 - amp.sustain) * Math.exp(-age / (amp.decay * rate))
      if (at + i >= end) this.#release *= releaseFactor
      const envelope = Math.min(1, age / attack) * body * this.#release * loudness
      bus.left[i] = (bus.left[i] ?? 0) + left * envelope
      bus.right[i] = (bus.right[i] ?? 0) + right * envelope
    }
    return this.#release > silence
  }

  #lowPass(sample: number, channel: 0 | 2, { g, a1 }: { g: number; a1: number }): number {
    const s1 = this.#filter[channel] ?? 0
    const s2 = this.#filter[channel + 1] ?? 0
    const v3 = sample - s2
    const v1 = a1 * s1 + g * a1 * v3
    const v2 = s2 + g * v1
    this.#filter[channel] = 2 * v1 - s1
    this.#filter[channel + 1] = 2 * v2 - s2
    return v2
  }
}
