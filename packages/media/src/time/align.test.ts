import { expect, it } from 'vitest'
import { createFeatureMeter } from '../analysis/features.ts'
import { seeded, testMasters } from '../analysis/testMasters.ts'
import { alignOnsets } from './align.ts'

function heard(samples: Float32Array) {
  const meter = createFeatureMeter(48_000)
  meter.push(samples)
  return meter.finish()
}

it('finds where an export starts in its set', () => {
  const piano = testMasters().find(({ name }) => name === 'sparse piano')
  const samples = piano?.samples ?? new Float32Array()
  const beginnings = (piano?.hits.low ?? []).map((sec) => ({ sec, weight: 1 }))
  for (const startSec of [0, 3.21, 6]) {
    const { flux, hopSec } = heard(samples.subarray(startSec * 48_000))
    const found = alignOnsets({ beginnings, flux: flux.all, hopSec, likely: [0] })
    expect(found.sure).toBe(true)
    expect(Math.abs(found.offsetSec - startSec)).toBeLessThan(0.02)
  }
})

it('takes a bar line when music repeats itself', () => {
  const house = testMasters().find(({ name }) => name === 'quiet')
  const { flux, hopSec } = heard((house?.samples ?? new Float32Array()).subarray(4 * 48_000))
  const beginnings = [...(house?.hits.low ?? []), ...(house?.hits.mid ?? [])].map((sec) => ({
    sec,
    weight: 1,
  }))
  const likely = [0, 2, 4, 6]
  expect(likely).toContain(alignOnsets({ beginnings, flux: flux.all, hopSec, likely }).offsetSec)
})

it('is not sure about noise', () => {
  const random = seeded(3)
  const { flux, hopSec } = heard(Float32Array.from({ length: 480_000 }, () => random() - 0.5))
  const beginnings = Array.from({ length: 40 }, () => ({ sec: random() * 10, weight: 1 }))
  expect(alignOnsets({ beginnings, flux: flux.all, hopSec, likely: [0] })).toEqual({
    offsetSec: 0,
    sure: false,
  })
})
