import { failureOf } from '@segue/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeChannels, encodeChannels, quantise } from './file.ts'
import { delayCurve, remapCurve, smoothCurve } from './motion.ts'

const curve = (...values: number[]) => Float32Array.from(values)

describe('channels files', () => {
  it('come back as they were written', () => {
    const planes = fc.uniqueArray(fc.string({ maxLength: 12 }), { maxLength: 6 }).chain((names) =>
      fc.integer({ min: 0, max: 40 }).chain((samples) =>
        fc.record({
          samples: fc.constant(samples),
          planes: fc
            .tuple(
              ...names.map(() => fc.float32Array({ minLength: samples, maxLength: samples, noNaN: true })),
            )
            .map((curves) => new Map(names.map((name, i) => [name, Float32Array.from(curves[i] ?? [])]))),
        }),
      ),
    )
    fc.assert(
      fc.property(planes, (channels) => {
        const whole = { rate: { num: 24_000, den: 1001 }, ...channels }
        expect(decodeChannels(encodeChannels(whole))).toEqual(whole)
      }),
    )
  })

  it('fail when bytes are missing', () => {
    const bytes = encodeChannels({
      rate: { num: 24, den: 1 },
      samples: 3,
      planes: new Map([['low', curve(0, 1, 0)]]),
    })
    for (const broken of [bytes.subarray(0, -1), bytes.subarray(0, 10), new TextEncoder().encode('{}\n')]) {
      let code = ''
      try {
        decodeChannels(broken)
      } catch (error) {
        code = failureOf(error).code
      }
      expect(code).toBe('channels.damaged')
    }
  })

  it('hold their step against small noise and stay within three quarters of one', () => {
    const step = 1 / 4096
    expect(quantise(curve(0.5, 0.5 + step * 0.6, 0.5 - step * 0.6)).every((value) => value === 0.5)).toBe(
      true,
    )
    fc.assert(
      fc.property(fc.float32Array({ min: 0, max: 1, noNaN: true }), (values) => {
        const rounded = quantise(Float32Array.from(values))
        for (const [i, value] of rounded.entries())
          expect(Math.abs(value - (values[i] ?? 0))).toBeLessThanOrEqual(0.76 * step)
      }),
    )
  })
})

describe('curves', () => {
  const plain = { fromLow: 0, fromHigh: 1, toLow: 0, toHigh: 1, exponent: 1, clamp: true }

  it('are remapped, inverted, bent and clamped', () => {
    expect(remapCurve(curve(0, 0.5, 1, 2), { ...plain, toLow: 10, toHigh: 20 })).toEqual(
      curve(10, 15, 20, 20),
    )
    expect(remapCurve(curve(0, 1), { ...plain, toLow: 1, toHigh: 0 })).toEqual(curve(1, 0))
    expect(remapCurve(curve(0.5), { ...plain, exponent: 2 })[0]).toBeCloseTo(0.25)
    expect(remapCurve(curve(2), { ...plain, clamp: false })).toEqual(curve(2))
  })

  it('keep their peaks when they are smoothed, rise before and fall after', () => {
    const smooth = smoothCurve(curve(0, 0, 0, 1, 0, 0, 0), 24, { attackSec: 0.07, releaseSec: 0.2 })
    expect(smooth[3]).toBe(1)
    expect(smooth[2]).toBeGreaterThan(0)
    expect(smooth[2]).toBeLessThan(smooth[4] ?? 0)
    expect(smooth[4]).toBeGreaterThan(smooth[5] ?? 1)
  })

  it('are delayed by seconds, fractions of a sample included', () => {
    expect(delayCurve(curve(1, 0, 0, 0), 10, { sec: 0.1 })).toEqual(curve(1, 1, 0, 0))
    expect(delayCurve(curve(0, 1, 0, 0), 10, { sec: 0.05 })).toEqual(curve(0, 0.5, 0.5, 0))
    expect(delayCurve(curve(0, 1, 0, 0), 10, { sec: -0.1 })).toEqual(curve(1, 0, 0, 0))
  })

  it('are delayed by beats, longer where the music is slower', () => {
    const timeline = {
      tempo: [
        { beat: 0, sec: 0, bpm: 120, ramp: false },
        { beat: 4, sec: 2, bpm: 60, ramp: false },
      ],
      meter: [],
      locators: [],
    }
    const hits = new Float32Array(60)
    hits[10] = 1
    hits[30] = 1
    const delayed = delayCurve(hits, 10, { beats: 1, timeline })
    expect(delayed[15]).toBeCloseTo(1)
    expect(delayed[40]).toBeCloseTo(1)
  })
})
