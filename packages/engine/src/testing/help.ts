import { partsOf } from '../step/actor.ts'
import type { EngineEvent, Row } from '../types.ts'
import type { Simulation } from './simulate.ts'

/** What a person does about something that waits for one. */
function wordFor({ actor, state, context }: Row): [to: string, event: EngineEvent] | null {
  const { run, nodeId } = partsOf(actor)
  if (nodeId === null) return state === 'paused' ? [run, { type: 'RESUME' }] : null
  if (context.pausedAlone === true) return [actor, { type: 'RESUME', alone: true }]
  if (state === 'unknown') return [run, { type: 'RETRY', nodeId }]
  if (state === 'holding' && context.topic)
    return [actor, { type: 'SIGNAL', topic: 'osc.go', at: 1, data: null }]
  if (state === 'asking') return [actor, { type: 'ANSWER', outputs: String(context.outputs), answer: true }]
  return null
}

const over: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])

/** A person looks after one thing that waits for one. False when nothing does. */
export async function help({ host, random }: Simulation): Promise<boolean> {
  const open = [...host.store.rows.values()].filter(({ state }) => !over.has(state))
  const word = random.pick(open.flatMap((row) => [wordFor(row)].filter((one) => one !== null)))
  if (!word) return false
  await host.send(...word)
  return true
}
