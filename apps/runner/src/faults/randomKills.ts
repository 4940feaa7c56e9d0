import { setTimeout as sleep } from 'node:timers/promises'
import { prngOf } from '@segue/engine/sim/prng'
import { type Decision, type Lab, openLab } from './lab.ts'
import { readStore } from './readStore.ts'
import { type Shape, shapes } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

export interface KillOptions {
  kills: number
  /** Of everything that is drawn: shapes, decisions, and when the runner dies. */
  seed: number
  /** Told after every round. */
  onRound?(done: { kills: number; runs: number }): void
}

/** Between two looks at everything. */
const killsPerRound = 10
const longestLifeMs = 400
const allShapes = Object.keys(shapes) as Shape[]
const decisions: readonly Decision[] = ['retry', 'done', 'fail']
/** Longer than anything here works, by far. */
const patienceMs = 60_000
const mostTakeUps = 20

/**
 * Kills runners at random moments while runs of all shapes are asked for, and lets what is left come to its end every
 * ten kills. Returns how many runs were accepted. Throws where a promise of Segue is broken, a run is stuck, or one is
 * there that nobody asked for.
 */
export async function killAtRandom({ kills, seed, onRound }: KillOptions): Promise<number> {
  const random = prngOf(seed)
  const lab = openLab()
  try {
    for (let killed = 0; killed < kills; ) {
      const round = Math.min(killsPerRound, kills - killed)
      for (let i = 0; i < round; i++) await liveAndDie(lab, random)
      killed += round
      await settleAll(lab, random.pick(decisions) ?? 'retry')
      onRound?.({ kills: killed, runs: lab.memory.accepted.size })
    }
    return lab.memory.accepted.size
  } finally {
    await lab.remove()
  }
}

/** One runner: asks it for some runs, and kills it in the middle of whatever it does then. */
async function liveAndDie(lab: Lab, random: ReturnType<typeof prngOf>): Promise<void> {
  const runner = await lab.start()
  const asked = Array.from({ length: 1 + random.below(3) }, () =>
    lab.run(runner, random.pick(allShapes) ?? 'chain', random.below(40)).catch(unlessGone),
  )
  await sleep(random.below(longestLifeMs))
  await runner.kill()
  await Promise.all(asked)
}

/** Lets a runner bring everything to its end, also what was set aside because its runner died too often. */
async function settleAll(lab: Lab, decision: Decision): Promise<void> {
  const runner = await lab.start()
  for (let left = mostTakeUps; ; left--) {
    const stop = new AbortController()
    const late = sleep(patienceMs, null, { signal: stop.signal }).then(() => stuck(lab, 'goes nowhere'))
    await Promise.race([lab.settle(runner, decision), late]).finally(() => stop.abort())
    if ((await takeUp(lab, runner)) === 0) break
    if (left === 0) stuck(lab, 'is set aside again and again')
  }
  await runner.close()
  lab.check()
}

/** Takes up every run that was set aside, and tries its unknown steps once more. Returns how many there were. */
async function takeUp(lab: Lab, runner: StubProcess): Promise<number> {
  const parked = readStore(lab.database, ({ all }) =>
    all(`SELECT id, node_id FROM runs LEFT JOIN steps ON run_id = id AND steps.status = 'unknown'
         WHERE runs.status = 'parked'`),
  )
  for (const { id, node_id } of parked) {
    const runId = String(id)
    if (node_id === null) {
      await runner.call('runs.resume', runId)
      continue
    }
    lab.memory.allow(`${runId}/${node_id}`)
    await runner.call('runs.step', { runId, nodeId: String(node_id), order: { what: 'retry' } })
  }
  return parked.length
}

function stuck(lab: Lab, how: string): never {
  const open = readStore(lab.database, ({ all }) =>
    all("SELECT id, status FROM runs WHERE status NOT IN ('succeeded', 'failed', 'cancelled')"),
  )
  throw new Error(`never: a run ${how}: ${open.map(({ id, status }) => `${id} ${status}`).join(', ')}`)
}

const unlessGone = (error: { failure?: { code: string } }) => {
  if (error.failure?.code !== 'stub.gone') throw error
}
