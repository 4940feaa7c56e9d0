import { expectOutcome } from '@segue/engine/testing/outcome'
import { expectedOutcome } from '@segue/engine/testing/reference'
import { openRunTable } from '../host/runTable.ts'
import { replay } from '../services/replay.ts'
import { isCertain, type MoodName, moods } from './moods.ts'
import { simulate } from './simulate.ts'
import type { SimWorld } from './simWorld.ts'

const names = Object.keys(moods) as MoodName[]
/** Every seed is one world in one mood, so that a seed says all. */
export const moodOf = (seed: number): MoodName => names[seed % names.length] ?? 'calm'

/** The run of a world as the reference executor compares it. */
function viewOf({ disk }: SimWorld, runId: string) {
  const table = openRunTable(disk.store)
  return (actor: string) => {
    // The worlds of the engine all have one run, of this name.
    const nodeId = actor.split('/')[1]
    const head = table.head(runId)
    if (nodeId === undefined) return { of: 'run' as const, status: head.status, failures: head.failures }
    const step = table.step(runId, nodeId)
    return { of: 'node' as const, ...step, outputs: null }
  }
}

/**
 * Runs the world of a seed on the runner's own host, dispatcher, cache, hub and services, and compares how its runs
 * end with the reference executor, and what is stored with a replay. Throws at the first thing that is wrong.
 */
export async function checkSeed(seed: number, mood: MoodName = moodOf(seed)): Promise<SimWorld> {
  const world = await simulate(seed, mood)
  const { store } = world.disk
  const table = openRunTable(store)
  for (const run of world.runs) {
    const { runId } = run.start
    if (!store.get('SELECT 1 FROM runs WHERE id = ?', runId)) continue
    const { differs } = replay(store, table, runId)
    if (differs) throw new Error(`the journal of ${runId} leads elsewhere: ${JSON.stringify(differs)}`)
    if (isCertain(mood))
      expectOutcome({ view: viewOf(world, runId) }, expectedOutcome(run.world), {
        cancelled: false,
        attempts: mood === 'calm' && world.runs.length === 1,
      })
  }
  for (const pragma of ['integrity_check', 'foreign_key_check']) {
    const [row] = store.all(`PRAGMA ${pragma}`)
    if (row && row.integrity_check !== 'ok') throw new Error(`I9: ${JSON.stringify(row)}`)
  }
  return world
}
