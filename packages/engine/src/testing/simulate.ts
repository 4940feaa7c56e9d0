import { compile } from '../compile/compile.ts'
import type { RunningJob } from '../host.ts'
import { type Prng, prngOf } from '../sim/prng.ts'
import { createSimHost, type SimHost } from '../sim/simHost.ts'
import { help } from './help.ts'
import { watchInvariants } from './invariants.ts'
import { laneWord, pathOf } from './laneWords.ts'
import { type Trouble, troubleMaker } from './trouble.ts'
import { testTypes } from './types.ts'
import { type Ending, run, type World } from './world.ts'

const maxSteps = 20_000
/** Steps after which nobody interferes any more, so that every run comes to its end. */
const troubledSteps = 2000

/** A world on its way. */
export interface Simulation {
  host: SimHost
  random: Prng
  world: World
  /** Endings that each step has used up. */
  used: Map<string, number>
  /** Numbers of the last effects that were looked at. */
  seqs: Map<string, number>
  /** Jobs that have ended, whose results may come again. */
  late: RunningJob[]
  /** How many of them have come. */
  lateWords: number
}

const endingOf = ({ world, used }: Simulation, job: RunningJob): Ending =>
  world.endings[pathOf(job)]?.[used.get(pathOf(job)) ?? 0] ?? 'ok'

/** A lane ends a job that ends by itself, or one that has ended before. False when there is none. */
async function endSomeJob(sim: Simulation): Promise<boolean> {
  const { host, random, late, world } = sim
  const old = random.pick(late)
  // It goes the way that the result went: a lane's words stay in order.
  if (old && random.next() < 0.3)
    host.store.post({
      id: `late#${++sim.lateWords}`,
      from: 'lane',
      to: old.actor,
      event: { type: 'JOB.SUCCEEDED', attempt: old.attempt, outputs: 'late', cached: false },
    })
  const job = random.pick(host.running().filter((each) => endingOf(sim, each) !== 'slow'))
  if (!job) return false
  late.push(job)
  const soon = host.now + 1000 + random.below(3000)
  await host.finish(job, laneWord(world, { job, ending: endingOf(sim, job), random, soon }))
  return true
}

/** Time passes until something can happen. Every job that would end by itself has ended by then. */
function passTime({ host }: Simulation): boolean {
  const next = host.nextAt()
  if (next === null || next <= host.now) return false
  host.pass(next - host.now)
  return true
}

/** Attempts that ended since the last look used up their endings. A result that came too late did not. */
function noteEnds({ host, used, seqs }: Simulation, from: number): void {
  for (const { actor, event } of host.store.deliveries.slice(from)) {
    const row = host.store.rows.get(actor)
    const counts = row !== undefined && row.seq !== (seqs.get(actor) ?? 0)
    seqs.set(actor, row?.seq ?? 0)
    const isEnd =
      event.type === 'JOB.SUCCEEDED' ||
      event.type === 'JOB.FAILED' ||
      (event.type === 'TIMER' && event.id === 'timeout')
    const path = pathOf({ actor })
    if (counts && isEnd) used.set(path, (used.get(path) ?? 0) + 1)
  }
}

/** Runs a world to its end on a simulated host, invariants checked after every step. Fails when it gets stuck. */
export async function simulate(world: World, seed: number, trouble: Trouble): Promise<SimHost> {
  const compiled = compile(world.recipe, testTypes, { recipes: world.recipes })
  const host = createSimHost({ seed, duplicates: 0.1 })
  const sim: Simulation = {
    host,
    world,
    random: prngOf(seed * 7919),
    used: new Map(),
    seqs: new Map(),
    late: [],
    lateWords: 0,
  }
  const look = watchInvariants(host)
  const interfere = troubleMaker(sim, trouble)
  await host.start({ runId: run, seed: String(seed), compiled })
  for (let steps = 0; steps < maxSteps; steps++) {
    const from = host.store.deliveries.length
    if (steps < troubledSteps) await interfere()
    const ends = sim.random.next() < 0.2 && (await endSomeJob(sim))
    const goesOn = ends || host.stepOnce() || (await endSomeJob(sim)) || passTime(sim) || (await help(sim))
    noteEnds(sim, from)
    look()
    if (!goesOn) return host
  }
  throw new Error(`no end after ${maxSteps} steps`)
}
