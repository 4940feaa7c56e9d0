import type { Channels } from '../channels/file.ts'

/** Curves as the analysis makes them, for tests: a kick on every beat, a snare on two and four, hats between. */
export function testCurves({ seconds = 16, fps = 24, bpm = 120 } = {}): Channels {
  const samples = Math.round(seconds * fps)
  const beat = (60 / bpm) * fps
  const hits = (every: number, from: number, fall: number) =>
    Float32Array.from({ length: samples }, (_, i) =>
      i < from - 0.5 ? 0 : Math.exp(-((i - from + 0.5) % every) / fall),
    )
  const onsetIndex = Float32Array.from({ length: samples }, (_, i) => Math.floor((2 * i) / beat))
  const planes = new Map([
    ['low', hits(beat, 0, 3)],
    ['snare', hits(2 * beat, beat, 3)],
    ['high', hits(beat / 2, beat / 4, 2)],
    ['onsetIndex', onsetIndex],
    ['centroid', new Float32Array(samples).fill(0.4)],
    ['loudness', new Float32Array(samples).fill(0.8)],
  ])
  return { rate: { num: fps, den: 1 }, samples, planes }
}
