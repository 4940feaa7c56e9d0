import type { Delivery } from '../host.ts'
import { childRun, partsOf } from '../step/actor.ts'
import { createStep } from '../step/step.ts'
import type { ActorKey, Compiled, Row } from '../types.ts'

/** Tells the actors of a stored run, and of the runs inside it, what they were told; gives each row that comes of it. */
export function* goldenSteps(
  compiled: Compiled,
  told: readonly (Pick<Delivery, 'actor' | 'event'> & { now?: number })[],
): Generator<Row> {
  const rows = new Map<ActorKey, Row>()
  const runs = new Map<string, Compiled>()
  for (const { actor, event, now = 0 } of told) {
    const { run } = partsOf(actor)
    // The first actor that is told anything is the run that holds all others.
    const plan = runs.get(run) ?? compiled
    runs.set(run, plan)
    const { row, effects } = createStep(plan)(rows.get(actor) ?? null, event, { actor, now })
    rows.set(actor, row)
    for (const effect of effects) {
      if (effect.t !== 'spawn') continue
      const inside = plan.plan.nodes.find(({ nodeId }) => nodeId === effect.nodeId)?.child
      if (inside) runs.set(childRun(run, effect.nodeId, effect.item), inside)
    }
    yield row
  }
}
