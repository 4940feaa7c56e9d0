import { describe, expect, test } from 'vitest'
import { checkSeed, moodOf } from './checkSeed.ts'
import type { MoodName } from './moods.ts'
import { regressions } from './regressions.ts'
import type { SimWorld } from './simWorld.ts'

const over = "('succeeded', 'failed', 'cancelled')"

/** How many top runs ended how, in worlds of one mood. */
async function endsOf(mood: MoodName, from: number, count: number): Promise<Record<string, number>> {
  const ends: Record<string, number> = {}
  for (let seed = from; seed < from + count; seed++)
    try {
      const { store } = (await checkSeed(seed, mood)).disk
      const open = store.get(`SELECT count(*) AS n FROM runs WHERE status NOT IN ${over}`)?.n
      expect(open).toBe(0)
      for (const { status, n } of store.all(
        'SELECT status, count(*) AS n FROM runs WHERE parent_run IS NULL GROUP BY status',
      ))
        ends[String(status)] = (ends[String(status)] ?? 0) + Number(n)
    } catch (error) {
      throw new Error(`seed ${seed} (${mood})`, { cause: error })
    }
  return ends
}

/** Everything that happened in a world, in the order in which it did. */
const historyOf = ({ disk: { store }, effects, begun, steps }: SimWorld): string =>
  JSON.stringify([
    steps,
    store.all('SELECT * FROM journal ORDER BY seq'),
    store.all('SELECT * FROM runs ORDER BY id'),
    effects,
    begun,
  ])

test.each(regressions)('seed %i: %s', async (seed) => {
  await checkSeed(seed)
})

describe('on the runner itself a run ends as the reference executor says', () => {
  test('in any order', async () => {
    const { succeeded = 0, failed = 0, ...others } = await endsOf('calm', 10_000, 40)
    expect([succeeded > 10, failed > 3, others]).toEqual([true, true, {}])
  })

  test('through deaths and restarts, lost connections, doubled replies and blocked lanes', async () => {
    const { succeeded = 0, failed = 0, ...others } = await endsOf('faulty', 20_000, 40)
    expect([succeeded > 10, failed > 3, others]).toEqual([true, true, {}])
  })
})

test('whatever people do, every run comes to its end and every promise holds', async () => {
  expect((await endsOf('steered', 30_000, 40)).cancelled).toBeGreaterThan(5)
})

test('also with full disks, second runners, dying applications and clocks that are set', async () => {
  expect((await endsOf('wild', 40_000, 40)).succeeded).toBeGreaterThan(10)
})

test('a seed says all: the same one gives the same history to the byte', async () => {
  for (const seed of [101, 102, 103, 104]) {
    const once = historyOf(await checkSeed(seed))
    expect(historyOf(await checkSeed(seed)), `seed ${seed} (${moodOf(seed)})`).toBe(once)
  }
})

test('afterwards time, ids and chance are those of Node again', async () => {
  const before = [setTimeout, setImmediate, Date.now, Math.random, crypto.randomUUID, performance.now]
  await checkSeed(5)
  expect([setTimeout, setImmediate, Date.now, Math.random, crypto.randomUUID, performance.now]).toEqual(
    before,
  )
})
