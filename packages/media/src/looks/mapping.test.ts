import { expect, test } from 'vitest'
import { clockOf } from './clock.ts'
import { evaluate, MappingRow, of } from './mapping.ts'

const samples = 48
const rate = { num: 24, den: 1 }
const hit = Float32Array.from({ length: samples }, (_, i) => (i === 12 ? 1 : 0))
const half = new Float32Array(samples).fill(0.5)
const curves = {
  rate,
  samples,
  planes: new Map([
    ['hit', hit],
    ['half', half],
  ]),
}

async function track(row: Partial<MappingRow>, clock = clockOf({ bpm: 120 }, 2)) {
  const full = MappingRow.parse({ object: 'a', path: 'location', index: 2, ...row })
  const tracks = await evaluate([full], curves, clock)
  return [...(tracks.get('a:location:2') ?? [])]
}

const peakOf = (values: number[]) => values.indexOf(Math.max(...values))

test('a value is its base plus every gain times its factors', async () => {
  const values = await track({
    base: 1,
    terms: [
      { gain: 2, factors: [of('hit'), of('half', { power: 2 })] },
      { gain: 10, factors: [of('hit')] },
    ],
  })
  expect(values[12]).toBeCloseTo(1 + 2 * 0.25 + 10)
  expect(values[13]).toBe(1)
})

test('a delay in beats follows the tempo map', async () => {
  const terms = [{ gain: 1, factors: [of('hit', { delayBeats: 1 })] }]
  expect(peakOf(await track({ terms }))).toBe(24)
  const slowing = [
    { beat: 0, sec: 0, bpm: 120, ramp: false },
    { beat: 1, sec: 0.5, bpm: 60, ramp: false },
  ]
  expect(peakOf(await track({ terms }, clockOf({ tempoMap: slowing }, 2)))).toBe(36)
})

test('a delay between frames is interpolated', async () => {
  const values = await track({ terms: [{ gain: 1, factors: [of('hit', { delaySec: 2.5 / 24 })] }] })
  expect(values[14]).toBeCloseTo(0.5)
  expect(values[15]).toBeCloseTo(0.5)
})

test('a clamp holds whatever the curves do', async () => {
  const values = await track({ terms: [{ gain: 9, factors: [of('hit')] }], clamp: [0.2, 0.7] })
  expect([values[0], values[12]]).toEqual([expect.closeTo(0.2), expect.closeTo(0.7)])
})

test('a curve that is missing is silence', async () => {
  expect(new Set(await track({ base: 3, terms: [{ gain: 9, factors: [of('nobody')] }] }))).toEqual(
    new Set([3]),
  )
})
