import { compile } from '../compile/compile.ts'
import { expectOutcome } from '../testing/outcome.ts'
import { expectedOutcome } from '../testing/reference.ts'
import { replayFaithfully } from '../testing/replay.ts'
import { simulate } from '../testing/simulate.ts'
import type { Trouble } from '../testing/trouble.ts'
import { testTypes } from '../testing/types.ts'
import { randomWorld, run } from '../testing/world.ts'
import { prngOf } from './prng.ts'
import type { SimHost } from './simHost.ts'

const calm: Trouble = { crash: 0, cancel: 0, pause: 0, block: 0, orders: 0 }
const faulty: Trouble = { crash: 0.03, cancel: 0, pause: 0.03, block: 0.05, orders: 0 }

/** Kinds of simulated worlds. In the first two nothing but the world decides how the run ends. */
export const moods = {
  /** Only the order of delivery is random, and events come twice. */
  calm,
  /** Crashes, pauses and lanes that are not ready. */
  faulty,
  /** And somebody cancels. */
  cancelled: { ...faulty, cancel: 0.02 },
  /** And people decide about single steps. */
  ordered: { ...faulty, orders: 0.05 },
} as const satisfies Record<string, Trouble>
export type Mood = keyof typeof moods

const names = Object.keys(moods) as Mood[]
/** Every seed is one world in one mood, so that a seed says all. */
export const moodOf = (seed: number): Mood => names[seed % names.length] ?? 'calm'

const ends: ReadonlySet<string | undefined> = new Set(['succeeded', 'failed', 'cancelled'])

/**
 * Runs the world of a seed and compares how it ends with the reference executor, and what was stored with a replay.
 * Throws at the first thing that is wrong.
 */
export async function checkSeed(seed: number, mood: Mood = moodOf(seed)): Promise<SimHost> {
  const world = randomWorld(prngOf(seed))
  const host = await simulate(world, seed, moods[mood])
  const status = host.view(run)?.status
  if (!ends.has(status)) throw new Error(`the run is stuck: ${status}`)
  const expected = expectedOutcome(world)
  if (mood !== 'ordered')
    expectOutcome(host, expected, { cancelled: mood === 'cancelled', attempts: mood === 'calm' })
  const compiled = compile(world.recipe, testTypes, { recipes: world.recipes })
  replayFaithfully({ runId: run, compiled }, host.deliveries())
  return host
}
