import { failureOf, type TempoPoint } from '@segue/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFps } from './fps.ts'
import { parseTime, resolveTime } from './input.ts'
import { barOfBeat, beatOfBar } from './meter.ts'
import { beatOfSec, bpmOfSec, secOfBeat, timedTempo } from './tempo.ts'
import { snapToBar, type Timeline, timelineOf } from './timeline.ts'

const tempoMaps: fc.Arbitrary<TempoPoint[]> = fc
  .array(
    fc.record({
      gap: fc.double({ min: 0.25, max: 64, noNaN: true }),
      bpm: fc.double({ min: 40, max: 240, noNaN: true }),
      ramp: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((points) => {
    let beat = 0
    return timedTempo(
      points.map(({ gap, ...rest }, i) => {
        if (i > 0) beat += gap
        return { ...rest, beat }
      }),
    )
  })

const meters = fc
  .array(
    fc.record({
      bars: fc.integer({ min: 1, max: 8 }),
      numerator: fc.integer({ min: 1, max: 13 }),
      power: fc.integer({ min: 1, max: 4 }),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((list) => {
    let beat = 0
    return list.map(({ bars, numerator, power }) => {
      const point = { beat, numerator, denominator: 2 ** power }
      beat += (bars * numerator * 4) / 2 ** power
      return point
    })
  })

const timeline: Timeline = {
  tempo: [{ beat: 0, sec: 0, bpm: 120, ramp: false }],
  meter: [{ beat: 0, numerator: 4, denominator: 4 }],
  locators: [{ name: 'Drop', beat: 16, sec: 8 }],
}
const at = (text: string, clock: Timeline | null = timeline) =>
  resolveTime(parseTime(text), { timeline: clock, fps: { num: 24, den: 1 } })
const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return failureOf(error).code
  }
  return 'none'
}

describe('tempo maps', () => {
  it('give the same beat back, ramps included', () => {
    fc.assert(
      fc.property(tempoMaps, fc.double({ min: -20, max: 400, noNaN: true }), (map, beat) => {
        expect(beatOfSec(map, secOfBeat(map, beat))).toBeCloseTo(beat, 6)
      }),
    )
  })

  it('never run backwards', () => {
    fc.assert(
      fc.property(tempoMaps, fc.double({ min: -20, max: 400, noNaN: true }), (map, beat) => {
        expect(secOfBeat(map, beat + 0.01)).toBeGreaterThan(secOfBeat(map, beat))
      }),
    )
  })

  it('ramp in a straight line over beats', () => {
    const map = timedTempo([
      { beat: 0, bpm: 60, ramp: true },
      { beat: 8, bpm: 120, ramp: false },
    ])
    expect(bpmOfSec(map, secOfBeat(map, 4))).toBeCloseTo(90)
    // ∫ 60 / (60 + 7.5 b) db over 8 beats = 8 ln 2
    expect(map[1]?.sec).toBeCloseTo(8 * Math.LN2)
  })
})

describe('bars', () => {
  it('start on the beat that says so, in every meter', () => {
    fc.assert(
      fc.property(meters, fc.integer({ min: -4, max: 60 }), (meter, bar) => {
        const found = barOfBeat(meter, beatOfBar(meter, bar))
        expect(found.bar).toBe(bar)
        expect(found.phase).toBeLessThan(0.001)
      }),
    )
  })

  it('count seven pulses in 7/8', () => {
    const { bar, pulse, phase } = barOfBeat([{ beat: 0, numerator: 7, denominator: 8 }], 3.5 + 0.75)
    expect(bar).toBe(1)
    expect(pulse).toBeCloseTo(0.5)
    expect(phase).toBeCloseTo(1.5 / 7)
  })

  it('attract the nearest moment', () => {
    expect(snapToBar(timeline, 3.2)).toBe(4)
    expect(snapToBar(timeline, 2.9)).toBe(2)
  })
})

describe('times as people write them', () => {
  it.each([
    ['8 bars', 16],
    ['1 bar', 2],
    ['4 beats', 2],
    ['1:20.5', 80.5],
    ['1:02:03', 3723],
    ['480f', 20],
    ['12s', 12],
    ['12', 12],
    ['2,5 s', 2.5],
    ['250ms', 0.25],
    ['locator:Drop', 8],
    ['locator: drop', 8],
  ])('%s is %d s', (text, sec) => {
    expect(at(text)).toBeCloseTo(sec)
  })

  it('fail with what is missing', () => {
    expect(codeOf(() => at('soon'))).toBe('time.unreadable')
    expect(codeOf(() => at('-3s'))).toBe('time.unreadable')
    expect(codeOf(() => at('8 bars', null))).toBe('time.no_tempo')
    expect(codeOf(() => at('locator:Break'))).toBe('locator.unknown')
    expect(codeOf(() => resolveTime(parseTime('3f'), { timeline }))).toBe('time.no_rate')
  })

  it('count bars from the bar line at the start of a sound that begins inside the set', () => {
    const inside = timelineOf({
      bpm: 120,
      tempoMap: [...timeline.tempo],
      offsetSec: 8,
      locators: [...timeline.locators],
    })
    expect(at('2 bars', inside)).toBeCloseTo(4)
    expect(at('locator:Drop', inside)).toBeCloseTo(0)
  })
})

describe('frame rates', () => {
  it.each([
    [24, 24, 1],
    ['23.976', 24_000, 1001],
    [29.97, 30_000, 1001],
    ['24000/1001', 24_000, 1001],
    ['50/2', 25, 1],
    [12.5, 25, 2],
  ])('%s is %i/%i', (written, num, den) => {
    expect(parseFps(written)).toEqual({ num, den })
  })

  it('fail outside 1 to 240', () => {
    for (const written of ['', 'fast', 0, '1/0', 1000])
      expect(codeOf(() => parseFps(written))).toBe('fps.unreadable')
  })
})
