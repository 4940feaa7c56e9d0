import type { Bus } from '../bus.ts'

/** Something that sounds for a while. Times are frames from the start of the set. */
export interface Voice {
  /** Adds frames `at` … `at + frames` to the bus; `false` once nothing more will come. */
  render(bus: Bus, at: number, frames: number): boolean
}

/** A note as a voice plays it. */
export interface VoiceNote {
  start: number
  end: number
  key: number
  /** 0–1. */
  level: number
}

/** Frequency of a key in hertz, A4 = key 69 = 440 Hz. */
export function hertz(key: number): number {
  return 440 * 2 ** ((key - 69) / 12)
}
