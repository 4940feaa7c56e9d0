import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFeatureMeter } from '../analysis/features.ts'
import { seeded, testMasters } from '../analysis/testMasters.ts'
import { readSound } from '../sound/open.ts'
import { readSetTime } from '../sound/setTime.ts'
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
    const found = alignOnsets({ beginnings, flux: flux.all, hopSec, barLines: [0] })
    expect(found.sure).toBe(true)
    expect(Math.abs(found.offsetSec - startSec)).toBeLessThan(0.02)
  }
})

it('is not sure where music repeats itself, and assumes the start of the set', () => {
  const house = testMasters().find(({ name }) => name === 'quiet')
  const { flux, hopSec } = heard((house?.samples ?? new Float32Array()).subarray(4 * 48_000))
  const hits = [...(house?.hits.low ?? []), ...(house?.hits.mid ?? [])]
  const beginnings = hits.map((sec) => ({ sec, weight: 1 }))
  expect(alignOnsets({ beginnings, flux: flux.all, hopSec, barLines: [0, 2, 4] })).toEqual({
    offsetSec: 0,
    sure: false,
  })
})

it('never finds a crop of the demo in a wrong place', { timeout: 60_000 }, async () => {
  const media = join(import.meta.dirname, '../../../../examples/media')
  const set = await readSetTime({ path: join(media, 'demo-set.als'), name: 'demo-set.als' })
  const { planes, sampleRate } = await readSound(join(media, 'demo-master.flac'), { channels: 1 })
  const [whole = new Float32Array()] = planes
  const found = [0, 6, 12].map((lengthSec) => {
    let sure = 0
    for (const start of set.barLines.filter((sec) => sec + lengthSec < whole.length / sampleRate)) {
      const end = lengthSec > 0 ? start + lengthSec : Infinity
      const meter = createFeatureMeter(sampleRate)
      meter.push(whole.subarray(Math.round(start * sampleRate), Math.min(whole.length, end * sampleRate)))
      const { flux, hopSec } = meter.finish()
      const place = alignOnsets({ ...set, flux: flux.all, hopSec })
      if (place.sure) expect(Math.abs(place.offsetSec - start)).toBeLessThan(0.05)
      if (place.sure) sure += 1
    }
    return sure
  })
  expect(Math.min(...found)).toBeGreaterThan(0)
})

it('is not sure about noise', () => {
  const random = seeded(3)
  const { flux, hopSec } = heard(Float32Array.from({ length: 480_000 }, () => random() - 0.5))
  const beginnings = Array.from({ length: 40 }, () => ({ sec: random() * 10, weight: 1 }))
  expect(alignOnsets({ beginnings, flux: flux.all, hopSec, barLines: [0] })).toEqual({
    offsetSec: 0,
    sure: false,
  })
})
