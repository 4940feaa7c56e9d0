import type { Bus } from '../bus.ts'
import { createNoise } from '../dsp/noise.ts'
import type { Voice, VoiceNote } from './voice.ts'

/** Noise that opens and swells over the whole note and stops short at its end: what comes before a drop. */
export class RiserVoice implements Voice {
  readonly #note: VoiceNote
  readonly #rate: number
  readonly #noise: () => number
  readonly #state = new Float64Array(2)

  constructor(note: VoiceNote, rate: number) {
    this.#note = note
    this.#rate = rate
    this.#noise = createNoise(note.start + 7)
  }

  render(bus: Bus, at: number, frames: number): boolean {
    const { start, end, level } = this.#note
    const rate = this.#rate
    const length = Math.max(1, end - start)
    for (let i = Math.max(0, start - at); i < frames && at + i < end; i++) {
      const part = (at + i - start) / length
      const g = Math.tan((Math.PI * 300 * 2 ** (part * 4.6)) / rate)
      const k = 0.7
      const a1 = 1 / (1 + g * (g + k))
      const s1 = this.#state[0] ?? 0
      const s2 = this.#state[1] ?? 0
      const v3 = this.#noise() - s2
      const v1 = a1 * s1 + g * a1 * v3
      const v2 = s2 + g * v1
      this.#state[0] = 2 * v1 - s1
      this.#state[1] = 2 * v2 - s2
      const gate = Math.min(1, (end - at - i) / (0.004 * rate))
      const sample = v1 * level * 0.34 * (0.08 + part * part) * gate
      const side = 0.35 * Math.sin(2 * Math.PI * part * 3)
      bus.left[i] = (bus.left[i] ?? 0) + sample * (1 - side)
      bus.right[i] = (bus.right[i] ?? 0) + sample * (1 + side)
    }
    return at + frames < end
  }
}
