import { describe, expect, test } from 'vitest'
import { expectedOutcome } from '../testing/reference.ts'
import { testTypes } from '../testing/types.ts'
import { randomWorld, run } from '../testing/world.ts'
import { validate } from '../validate/validate.ts'
import { checkSeed, type Mood } from './checkSeed.ts'
import { prngOf } from './prng.ts'
import { regressions } from './regressions.ts'

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

/** How the runs of these seeds ended, counted. */
async function endsOf(mood: Mood, from: number, count: number): Promise<Record<string, number>> {
  const ends: Record<string, number> = {}
  for (const seed of seeds(from, count))
    try {
      const status = (await checkSeed(seed, mood)).view(run)?.status ?? 'none'
      ends[status] = (ends[status] ?? 0) + 1
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error })
    }
  return ends
}

test('seeds that found something once find nothing now', async () => {
  for (const [seed] of regressions) await checkSeed(seed)
})

describe('a run agrees with the reference executor', () => {
  test('in any order of delivery', async () => {
    const { succeeded = 0, failed = 0 } = await endsOf('calm', 1, 150)
    expect([succeeded > 30, failed > 30, succeeded + failed]).toEqual([true, true, 150])
  })

  test('through crashes, pauses and lanes that are not ready', async () => {
    const { succeeded = 0, failed = 0 } = await endsOf('faulty', 1000, 150)
    expect(succeeded + failed).toBe(150)
  })

  test('R27 or ends as cancelled when somebody cancels it', async () => {
    expect((await endsOf('cancelled', 2000, 150)).cancelled).toBeGreaterThan(20)
  })
})

test('whatever people decide about single steps, a run comes to its end', async () => {
  expect((await endsOf('ordered', 3000, 150)).cancelled).toBeGreaterThan(5)
})

test('worlds are recipes without failures, most of them certain, with every way to steer', () => {
  const worlds = seeds(1, 300).map((seed) => randomWorld(prngOf(seed)))
  for (const { recipe, recipes } of worlds) expect(validate(recipe, testTypes, { recipes })).toEqual([])
  expect(worlds.filter((world) => expectedOutcome(world).certain).length).toBeGreaterThan(280)
  const types = new Set(
    worlds.flatMap(({ recipe }) => Object.values(recipe.graph.nodes).map(({ type }) => type)),
  )
  expect(types.size).toBe(10)
})

test('the same seed gives the same history', async () => {
  const [one, two] = [await checkSeed(7, 'faulty'), await checkSeed(7, 'faulty')]
  expect(one.deliveries()).toEqual(two.deliveries())
})
