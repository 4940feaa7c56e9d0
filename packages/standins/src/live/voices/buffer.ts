import type { Bus } from '../bus.ts'
import type { Voice } from './voice.ts'

/** A stretch of recorded or prepared sound in memory, at the rate of the render. */
export interface BufferNote {
  left: Float32Array
  right: Float32Array
  start: number
  /** Source frames per frame: 2 plays an octave up. */
  speed: number
  gainLeft: number
  gainRight: number
  /** First source frame, and the one after the last. */
  from: number
  to: number
  /** Frame at which the note is let go; `Infinity` lets it ring. */
  end: number
  /** Seconds to fade after `end`. */
  release: number
}

/** Plays a buffer once, at any speed (4-point Hermite interpolation). */
export class BufferVoice implements Voice {
  readonly #note: BufferNote
  readonly #fade: number
  #position: number
  #release = 1

  constructor(note: BufferNote, rate: number) {
    this.#note = note
    this.#position = note.from
    this.#fade = 1 / Math.max(1, note.release * rate)
  }

  /** Lets the sound go at a frame, as an open hi-hat when it closes. */
  choke(frame: number): void {
    this.#note.end = Math.min(this.#note.end, frame)
  }

  render(bus: Bus, at: number, frames: number): boolean {
    const { left, right, start, speed, gainLeft, gainRight, to, end } = this.#note
    const last = Math.min(to, left.length) - 1
    for (let i = Math.max(0, start - at); i < frames; i++) {
      if (this.#position >= last || this.#release <= 0) return false
      if (at + i >= end) this.#release -= this.#fade
      const index = Math.floor(this.#position)
      const part = this.#position - index
      const gain = this.#release * Math.min(1, (last - this.#position) / 64)
      bus.left[i] = (bus.left[i] ?? 0) + between(left, index, part) * gainLeft * gain
      bus.right[i] = (bus.right[i] ?? 0) + between(right, index, part) * gainRight * gain
      this.#position += speed
    }
    return true
  }
}

/** The value between two samples; `part` 0 gives the sample itself. */
export function between(data: Float32Array, index: number, part: number): number {
  const b = data[index] ?? 0
  if (part === 0) return b
  const a = data[index - 1] ?? b
  const c = data[index + 1] ?? 0
  const d = data[index + 2] ?? 0
  const slope = 0.5 * (c - a)
  const curve = a - 2.5 * b + 2 * c - 0.5 * d
  const bend = 0.5 * (d - a) + 1.5 * (b - c)
  return b + part * (slope + part * (curve + part * bend))
}
