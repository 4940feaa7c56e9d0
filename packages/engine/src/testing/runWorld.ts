import { compile } from '../compile/compile.ts'
import type { RunningJob, TestHost } from '../host.ts'
import { type Prng, prngOf } from '../sim/prng.ts'
import { parentOf, partsOf } from '../step/actor.ts'
import { laneWord, pathOf } from './laneWords.ts'
import { expectOutcome } from './outcome.ts'
import { expectedOutcome } from './reference.ts'
import { replayFaithfully } from './replay.ts'
import { testTypes } from './types.ts'
import { type Ending, randomWorld, run, type World } from './world.ts'

const over: ReadonlySet<string | undefined> = new Set(['succeeded', 'failed', 'cancelled'])
/** After every clock that a test host begins with. */
const soon = 3_000_000
const passMs = 200_000

/** How many endings a step has used up: attempts that ended, whichever way. */
function usedBy(host: TestHost, actor: string): number {
  const ends = host.deliveries().flatMap(({ actor: to, event }) => {
    if (to !== actor) return []
    if (event.type === 'JOB.SUCCEEDED' || event.type === 'JOB.FAILED') return [`${event.attempt}`]
    return event.type === 'TIMER' && event.id === 'timeout' ? [`timeout ${event.epoch}`] : []
  })
  return new Set(ends).size
}

const endingOf = (host: TestHost, { endings }: World, job: RunningJob): Ending =>
  endings[pathOf(job)]?.[usedBy(host, job.actor)] ?? 'ok'

/** A person looks after one thing that waits for one; false when nothing does. */
async function help(host: TestHost): Promise<boolean> {
  const actors = [...new Set(host.deliveries().map(({ actor }) => actor))]
  for (const actor of actors) {
    const view = host.view(actor)
    if (view?.of !== 'node') continue
    const { run: inside, nodeId } = partsOf(actor)
    if (view.status === 'unknown' && nodeId) await host.send(inside, { type: 'RETRY', nodeId })
    else if (view.asks?.for === 'answer') await host.answer(actor, true)
    else if (view.asks?.for === 'event')
      await host.send(actor, { type: 'SIGNAL', topic: view.asks.topic, at: 1, data: null })
    else continue
    return true
  }
  const parked = actors.find((actor) => host.view(actor)?.status === 'parked')
  if (parked === undefined) return false
  await host.send(parked, { type: 'RESUME' })
  return true
}

async function goOn(host: TestHost, world: World, random: Prng): Promise<void> {
  const ends = host.running().map((job) => ({ job, ending: endingOf(host, world, job) }))
  const end = random.pick(ends.filter(({ ending }) => ending !== 'slow'))
  if (end && random.next() < 0.1) await host.finish(end.job, { blocked: 'not there' })
  else if (end) await host.finish(end.job, laneWord(world, { ...end, random, soon }))
  else if (!(await help(host))) await host.advance(passMs)
  await host.idle()
}

/** Runs the world of a seed on a host that dies now and then, and holds its end to the reference executor. */
export async function runWorld(host: TestHost, seed: number): Promise<void> {
  const random = prngOf(seed * 7919)
  const world = randomWorld(prngOf(seed))
  const compiled = compile(world.recipe, testTypes, { recipes: world.recipes })
  await host.start({ runId: run, seed: `${seed}`, compiled })
  await host.idle()
  for (let steps = 0; !over.has(host.view(run)?.status); steps++) {
    if (steps > 500) throw new Error(`the run is stuck: ${host.view(run)?.status}`)
    const dies = steps < 50 && random.next() < 0.2
    if (dies) host.dieAfter(1 + random.below(8))
    await goOn(host, world, random)
    if (!dies) continue
    await host.reopen()
    await host.idle()
  }
  await host.idle()
  expectOutcome(host, expectedOutcome(world), { cancelled: false, attempts: false })
  replayFaithfully({ runId: run, compiled }, host.deliveries())
  for (const { actor } of host.deliveries()) {
    const inside = partsOf(actor).run
    if (parentOf(inside) && !over.has(host.view(inside)?.status))
      throw new Error(`${inside} outlives its run`)
  }
}
