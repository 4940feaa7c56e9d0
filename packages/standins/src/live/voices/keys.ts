import type { Bus } from '../bus.ts'
import { hertz, type Voice, type VoiceNote } from './voice.ts'

/** An electric piano: two sines that modulate two others, the tine fading before the body. */
export class KeysVoice implements Voice {
  readonly #note: VoiceNote
  readonly #rate: number
  #release = 1

  constructor(note: VoiceNote, rate: number) {
    this.#note = note
    this.#rate = rate
  }

  render(bus: Bus, at: number, frames: number): boolean {
    const { start, end, key, level } = this.#note
    const rate = this.#rate
    const omega = 2 * Math.PI * hertz(key)
    // High strings die sooner
    const decay = Math.min(4, Math.max(0.5, 2.6 * 2 ** ((60 - key) / 18)))
    const releaseFactor = Math.exp(-1 / (0.07 * rate))
    const bright = 0.35 + 1.3 * level
    for (let i = Math.max(0, start - at); i < frames; i++) {
      const t = (at + i - start) / rate
      const tine = 0.35 * bright * Math.exp(-t / 0.18) * Math.sin(omega * 7 * t)
      const hammer = bright * Math.exp(-t / (decay * 0.5)) * Math.sin(omega * t)
      const spread = 0.12 * Math.sin(2 * Math.PI * 0.8 * t)
      if (at + i >= end) this.#release *= releaseFactor
      const envelope = Math.min(1, t / 0.0015) * Math.exp(-t / decay) * this.#release * level * 0.36
      const body = Math.sin(omega * t + hammer) + 0.25 * Math.sin(omega * 1.0015 * t + tine)
      bus.left[i] = (bus.left[i] ?? 0) + body * envelope * (1 - spread)
      bus.right[i] = (bus.right[i] ?? 0) + body * envelope * (1 + spread)
    }
    return this.#release > 1e-4 && (at + frames - start) / rate < decay * 9
  }
}
