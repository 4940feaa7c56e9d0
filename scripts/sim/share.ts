import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import * as engine from '@segue/engine/sim/checkSeed'
import { regressions as engineRegressions } from '@segue/engine/sim/regressions'
import * as runner from '@segue/runner/sim/checkSeed'
import { regressions as runnerRegressions } from '@segue/runner/sim/regressions'

/** What is simulated: the engine on a host in memory, or the whole runner. */
export const kinds = ['engine', 'runner'] as const
export type Kind = (typeof kinds)[number]

/** The seeds of one thread: every `threads`-th, from `from` on. */
export interface Share {
  kind: Kind
  from: number
  count: number
  thread: number
  threads: number
  /** Seeds that find something before it ends. */
  enough: number
}

/** A seed that found something. */
export interface Found {
  seed: number
  mood: string
  message: string
}

const simulations = {
  engine: { ...engine, regressions: engineRegressions },
  runner: { ...runner, regressions: runnerRegressions },
}

async function simulate({ kind, from, count, thread, threads, enough }: Share): Promise<Found[]> {
  const { checkSeed, moodOf, regressions } = simulations[kind]
  const known = thread === 0 && count > 1 ? regressions.map(([seed]) => seed) : []
  const found: Found[] = []
  const seeds = Array.from(
    { length: Math.ceil((count - thread) / threads) },
    (_, i) => from + thread + i * threads,
  )
  for (const seed of [...known, ...seeds]) {
    try {
      await checkSeed(seed, moodOf(seed) as never) // each simulation knows its own moods
    } catch (error) {
      found.push({
        seed,
        mood: moodOf(seed),
        message: error instanceof Error ? error.message : String(error),
      })
      if (found.length === enough) break
    }
  }
  return found
}

if (!isMainThread) parentPort?.postMessage(await simulate(workerData))
