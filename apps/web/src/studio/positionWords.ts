import type { AppDocument } from '@segue/protocol'

type Meter = AppDocument['meter']

/** A position as Live writes it: bar, beat and sixteenth, each counted from 1: `33.1.1`. `beats` are quarter notes. */
export function barsOf(beats: number, meter: Meter): string {
  const { num, den } = meter ?? { num: 4, den: 4 }
  // A hair below a whole sixteenth is rounding, not music.
  const sixteenths = Math.floor(beats * 4 + 1e-6)
  const [perBeat, perBar] = [16 / den, (16 / den) * num]
  const inBar = ((sixteenths % perBar) + perBar) % perBar
  const bar = Math.floor(sixteenths / perBar)
  return `${bar < 0 ? bar : bar + 1}.${Math.floor(inBar / perBeat) + 1}.${Math.floor(inBar % perBeat) + 1}`
}

/** Seconds as `0:13.2` or `1:02:03.4`. */
export function clockOf(sec: number): string {
  const tenths = Math.floor(Math.abs(sec) * 10 + 1e-6)
  const [h, m, s] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10]
  const minutes = h > 0 ? `${h}:${String(m).padStart(2, '0')}` : String(m)
  return `${sec < 0 ? '−' : ''}${minutes}:${s.toFixed(1).padStart(4, '0')}`
}

/** Beats per minute with as many digits as it has, at most two. */
export const tempoOf = (bpm: number): string => String(Number(bpm.toFixed(2)))
