import { describe, expect, it } from 'vitest'
import { createLoudnessMeter } from './loudness.ts'

function measure(sampleRate: number, sec: number, sample: (i: number) => number) {
  const plane = Float32Array.from({ length: sampleRate * sec }, (_, i) => sample(i))
  const meter = createLoudnessMeter(sampleRate, 2)
  for (let at = 0; at < plane.length; at += 5000)
    meter.push([plane.subarray(at, at + 5000), plane.subarray(at, at + 5000)])
  return meter.finish()
}

const tone =
  (rate: number, hz: number, db: number, phase = 0) =>
  (i: number) =>
    10 ** (db / 20) * Math.sin((2 * Math.PI * hz * i) / rate + phase)

describe('loudness', () => {
  it.each([44_100, 48_000, 96_000])(
    'reads a stereo tone of −23 dBFS as −23 LUFS at %i Hz (EBU Tech 3341, case 1)',
    (rate) => {
      expect(measure(rate, 10, tone(rate, 1000, -23)).integratedLufs).toBeCloseTo(-23, 1)
    },
  )

  it.each([
    { db: -20, lufs: -20 },
    { db: 0, lufs: 0 },
  ])('reads 997 Hz at $db dBFS in both channels as $lufs LUFS (BS.1770-4, annex 1)', ({ db, lufs }) => {
    const { integratedLufs, truePeakDb } = measure(48_000, 2, tone(48_000, 997, db))
    expect(Math.abs((integratedLufs ?? 0) - lufs)).toBeLessThan(0.05)
    expect(Math.abs((truePeakDb ?? 0) - db)).toBeLessThan(0.1)
  })

  it('leaves out quiet parts by its gate (EBU Tech 3341, case 3)', () => {
    const rate = 48_000
    const loud = tone(rate, 1000, -23)
    const quiet = tone(rate, 1000, -36)
    const at = (i: number) => (i < rate * 10 || i >= rate * 40 ? quiet(i) : loud(i))
    expect(Math.abs((measure(rate, 50, at).integratedLufs ?? 0) + 23)).toBeLessThan(0.1)
  })

  it('finds the peak between samples (EBU Tech 3341, case 16)', () => {
    const rate = 48_000
    const { truePeakDb } = measure(rate, 1, tone(rate, rate / 4, -6, Math.PI / 4))
    expect(truePeakDb).toBeGreaterThan(-6.4)
    expect(truePeakDb).toBeLessThan(-5.8)
  })

  it('has no number for silence', () => {
    expect(measure(48_000, 1, () => 0)).toMatchObject({ integratedLufs: null, truePeakDb: null })
  })
})
