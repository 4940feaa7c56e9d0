import { describe, expect, test } from 'vitest'
import { compile } from '../compile/compile.ts'
import { expectedOutcome } from '../testing/reference.ts'
import { expectFaithful } from '../testing/replay.ts'
import { simulate, type Trouble } from '../testing/simulate.ts'
import { testTypes } from '../testing/types.ts'
import { randomWorld } from '../testing/world.ts'
import { validate } from '../validate/validate.ts'
import { prngOf } from './prng.ts'

const run = 'run_sim'
const calm: Trouble = { crash: 0, cancel: 0, pause: 0, block: 0 }

async function runWorld(seed: number, trouble: Trouble) {
  const world = randomWorld(prngOf(seed))
  const host = await simulate(world, seed, trouble)
  const nodes = Object.fromEntries(
    Object.keys(world.recipe.graph.nodes).map((id) => [id, host.store.rows.get(`${run}/${id}`)?.state]),
  )
  const expected = expectedOutcome(world)
  return { world, host, nodes, expected, status: host.view(run)?.status, note: `seed ${seed}` }
}

/** With a failure that stops the run, or a person who cancels it, a node may end early. */
const agree = (actual: Record<string, string | undefined>, expected: Record<string, string>) =>
  Object.entries(actual).every(([id, state]) => state === expected[id] || state === 'cancelled')

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

describe('a run agrees with the reference executor', { timeout: 60_000 }, () => {
  test('in any order of delivery', async () => {
    for (const seed of seeds(1, 150)) {
      const { world, host, nodes, expected, status, note } = await runWorld(seed, calm)
      expect(validate(world.recipe, testTypes), note).toEqual([])
      expect(status, note).toBe(expected.run)
      if (expected.stopped) {
        expect(agree(nodes, expected.nodes), note).toBe(true)
        continue
      }
      expect(nodes, note).toEqual(expected.nodes)
      for (const [id, attempts] of Object.entries(expected.attempts))
        expect(host.view(`${run}/${id}`), note).toMatchObject({ attempt: attempts })
    }
  })

  test('through crashes, pauses and lanes that are not ready', async () => {
    for (const seed of seeds(1000, 150)) {
      const { host, nodes, expected, status, world, note } = await runWorld(seed, {
        crash: 0.03,
        cancel: 0,
        pause: 0.03,
        block: 0.05,
      })
      expect(status, note).toBe(expected.run)
      if (expected.stopped) expect(agree(nodes, expected.nodes), note).toBe(true)
      else expect(nodes, note).toEqual(expected.nodes)
      expectFaithful(compile(world.recipe, testTypes), host.deliveries())
    }
  })

  test('or ends as cancelled when somebody cancels it', async () => {
    let cancelled = 0
    for (const seed of seeds(2000, 150)) {
      const { nodes, expected, status, note } = await runWorld(seed, {
        crash: 0.02,
        cancel: 0.02,
        pause: 0.02,
        block: 0.02,
      })
      expect(['cancelled', expected.run], note).toContain(status)
      expect(agree(nodes, expected.nodes), note).toBe(true)
      if (status === 'cancelled') cancelled++
    }
    expect(cancelled).toBeGreaterThan(20)
  })
})

test('the same seed gives the same history', async () => {
  const trouble = { crash: 0.02, cancel: 0.01, pause: 0.02, block: 0.02 }
  const [one, two] = await Promise.all([runWorld(7, trouble), runWorld(7, trouble)])
  expect(one.host.deliveries()).toEqual(two.host.deliveries())
})
