import { describe, expect, it } from 'vitest'
import { mix } from './mix.ts'
import { createResampler } from './resample.ts'

const sine = (rate: number, hz: number, frames = rate) =>
  Float32Array.from({ length: frames }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate))

function resample(
  input: Float32Array<ArrayBuffer>,
  { from, to, block }: { from: number; to: number; block: number },
): number[] {
  const resampler = createResampler(from, to, 1)
  const out: number[] = []
  for (let at = 0; at < input.length; at += block)
    out.push(...(resampler.push([input.subarray(at, at + block)])[0] ?? []))
  out.push(...(resampler.flush()[0] ?? []))
  return out
}

describe('resampling', () => {
  it.each([
    [44_100, 48_000, 1000],
    [48_000, 44_100, 15_000],
    [192_000, 48_000, 10_000],
    [22_050, 48_000, 5000],
    [44_100, 47_999, 3000],
  ])('from %i to %i Hz keeps a tone of %i Hz in place', (from, to, hz) => {
    const out = resample(sine(from, hz), { from, to, block: 5000 })
    expect(out.length).toBe(to)
    const wanted = sine(to, hz)
    const worst = Math.max(
      ...out.slice(2000, -2000).map((sample, i) => Math.abs(sample - (wanted[i + 2000] ?? 0))),
    )
    expect(20 * Math.log10(worst)).toBeLessThan(-70)
  })

  it('keeps out what the lower rate cannot hold', () => {
    const out = resample(sine(96_000, 30_000), { from: 96_000, to: 48_000, block: 4096 })
    expect(Math.max(...out.slice(1000, -1000).map(Math.abs))).toBeLessThan(0.0001)
  })

  it('does not depend on where blocks end', () => {
    const input = sine(44_100, 440, 8000)
    const a = resample(input, { from: 44_100, to: 48_000, block: 8000 })
    const b = resample(input, { from: 44_100, to: 48_000, block: 333 })
    expect(b).toEqual(a)
  })
})

describe('mixing', () => {
  it('makes one channel from two as their mean', () => {
    expect(mix([Float32Array.of(1, 0.5), Float32Array.of(0, -0.5)], 1)).toEqual([Float32Array.of(0.5, 0)])
  })

  it('brings the centre of surround into both sides and leaves out the LFE', () => {
    const at = (value: number) => Float32Array.of(value)
    const [left, right] = mix([at(0), at(0), at(1), at(1), at(0.5), at(0)], 2)
    const whole = 1 + 2 * Math.SQRT1_2
    expect(left?.[0]).toBeCloseTo((Math.SQRT1_2 * 1.5) / whole)
    expect(right?.[0]).toBeCloseTo(Math.SQRT1_2 / whole)
  })

  it.each([3, 4, 5, 6, 8])('never makes %i full channels louder than one', (channels) => {
    const loud = Array.from({ length: channels }, () => Float32Array.of(1))
    for (const side of mix(loud, 2)) expect(side[0]).toBeCloseTo(1)
  })
})
