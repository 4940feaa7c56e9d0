import { compile } from '../compile/compile.ts'
import type { RunningJob } from '../host.ts'
import { type Prng, prngOf } from '../sim/prng.ts'
import { createSimHost, type SimHost } from '../sim/simHost.ts'
import type { Compiled } from '../types.ts'
import { failureOf } from './events.ts'
import { watchInvariants } from './invariants.ts'
import { testTypes } from './types.ts'
import type { Ending, World } from './world.ts'

/** What else happens, as chances per step of the scheduler. */
export interface Trouble {
  crash: number
  cancel: number
  pause: number
  block: number
}

const run = 'run_sim'
const maxSteps = 20_000

interface Simulation {
  host: SimHost
  compiled: Compiled
  random: Prng
  world: World
  /** Endings that each node has used up. */
  used: Map<string, number>
  /** Jobs that were lost or ended, whose results may still come. */
  late: RunningJob[]
}

const nodeOf = ({ actor }: RunningJob) => actor.slice(run.length + 1)

const endingOf = ({ world, used }: Simulation, job: RunningJob): Ending =>
  world.endings[nodeOf(job)]?.[used.get(nodeOf(job)) ?? 0] ?? 'ok'

const useEnding = ({ used }: Simulation, nodeId: string) => void used.set(nodeId, (used.get(nodeId) ?? 0) + 1)

/** A lane ends a job that ends by itself, or one that has ended before. False when there is none. */
async function endSomeJob(sim: Simulation): Promise<boolean> {
  const { host, random, late } = sim
  const old = random.pick(late)
  if (old && random.next() < 0.3) await host.finish(old, { outputs: 'late' })
  const job = random.pick(host.running().filter((each) => endingOf(sim, each) !== 'slow'))
  if (!job) return false
  const ending = endingOf(sim, job)
  useEnding(sim, nodeOf(job))
  late.push(job)
  if (ending === 'ok') await host.finish(job, { outputs: `${nodeOf(job)} ${job.attempt}` })
  else await host.finish(job, { failure: failureOf(ending === 'transient' ? 'transient' : 'permanent') })
  return true
}

/** Time passes, but never so that a job runs into its time limit that was to end by itself. */
async function passTime(sim: Simulation): Promise<boolean> {
  const { host, compiled } = sim
  const next = host.nextTimer()
  const limited = new Set(
    compiled.plan.nodes.flatMap(({ nodeId, policy }) => (policy.timeoutMs ? [nodeId] : [])),
  )
  if (next === null || next <= host.now) return false
  if (host.running().some((job) => limited.has(nodeOf(job)) && endingOf(sim, job) !== 'slow')) return false
  host.pass(next - host.now)
  return true
}

/** A person looks after what waits for one: resumes, retries. False when nothing waits. */
async function help({ host, compiled }: Simulation): Promise<boolean> {
  const status = host.view(run)?.status
  if (status === 'paused') await host.send(run, { type: 'RESUME' })
  if (status !== 'waiting' && status !== 'parked') return status === 'paused'
  for (const { nodeId } of compiled.plan.nodes)
    if (host.view(`${run}/${nodeId}`)?.status === 'unknown') await host.send(run, { type: 'RETRY', nodeId })
  return true
}

async function interfere(sim: Simulation, trouble: Trouble): Promise<void> {
  const { host, random, late } = sim
  if (random.next() < trouble.crash) {
    late.push(...host.running())
    await host.reopen()
  }
  if (random.next() < trouble.cancel) await host.send(run, { type: 'CANCEL' })
  if (random.next() < trouble.pause)
    await host.send(run, { type: random.pick(['PAUSE', 'RESUME'] as const) ?? 'PAUSE' })
  const queued = random.pick([...host.store.jobs.values()].filter(({ started }) => !started))
  if (queued && random.next() < trouble.block)
    await host.send(queued.actor, { type: 'JOB.BLOCKED', attempt: queued.attempt, reason: 'not there' })
}

/** Runs a world to its end on a simulated host, invariants checked after every step. Fails when it gets stuck. */
export async function simulate(world: World, seed: number, trouble: Trouble): Promise<SimHost> {
  const compiled = compile(world.recipe, testTypes)
  const host = createSimHost({ seed, duplicates: 0.1 })
  const sim: Simulation = { host, compiled, world, random: prngOf(seed * 7919), used: new Map(), late: [] }
  const look = watchInvariants(host, compiled, run)
  let read = 0
  await host.start({ runId: run, seed: String(seed), compiled })
  for (let steps = 0; steps < maxSteps; steps++) {
    const worked = sim.random.next() < 0.75 ? host.stepOnce() : await endSomeJob(sim)
    look()
    for (const { actor, event } of host.deliveries().slice(read))
      if (event.type === 'TIMER' && event.id === 'timeout') useEnding(sim, actor.slice(run.length + 1))
    read = host.deliveries().length
    await interfere(sim, trouble)
    if (worked || host.stepOnce() || (await endSomeJob(sim)) || (await passTime(sim)) || (await help(sim)))
      continue
    if (host.choices().length === 0) break
  }
  look()
  return host
}
