import type { Delivery } from '../host.ts'
import { childRun, partsOf } from '../step/actor.ts'
import { createStep } from '../step/step.ts'
import type { ActorKey, Compiled, EngineEvent, Row } from '../types.ts'

const orderOf = (effectId: string) => Number(effectId.slice(effectId.lastIndexOf('#') + 1))

interface Sent {
  to: ActorKey
  event: EngineEvent
}

/**
 * Holds what a host stored for one run against the reducer: every delivered event is one that a replay sends, once and
 * unchanged, in order from each sender; nothing that the replay sends is missing. Returns the replayed rows; throws at
 * the first difference.
 */
export function replayFaithfully(
  run: { runId: string; compiled: Compiled },
  deliveries: readonly Delivery[],
): Map<ActorKey, Row> {
  const runs = new Map([[run.runId, run.compiled]])
  const rows = new Map<ActorKey, Row>()
  const sent = new Map<string, Sent>()
  const seen = new Set<string>()
  const lastOf = new Map<string, number>()

  const arrive = (effectId: string, { actor, event }: Delivery) => {
    const effect = sent.get(effectId)
    if (!effect) throw new Error(`${effectId} was delivered before it was sent`)
    if (effect.to !== actor || JSON.stringify(effect.event) !== JSON.stringify(event))
      throw new Error(`${effectId} was changed on its way`)
    if (seen.has(effectId)) throw new Error(`${effectId} was applied twice`)
    seen.add(effectId)
    const way = `${effectId.slice(0, effectId.lastIndexOf('#'))} ${actor}`
    if (orderOf(effectId) <= (lastOf.get(way) ?? 0)) throw new Error(`${effectId} came out of order`)
    lastOf.set(way, orderOf(effectId))
  }

  for (const delivery of deliveries) {
    const { actor, event, effectId } = delivery
    if (effectId !== null) arrive(effectId, delivery)
    const compiled = runs.get(partsOf(actor).run)
    if (!compiled) throw new Error(`${actor} was told something before its run began`)
    const { row, effects } = createStep(compiled)(rows.get(actor) ?? null, event, { actor, now: 0 })
    rows.set(actor, row)
    for (const effect of effects) {
      if (effect.t === 'send') sent.set(effect.id, { to: effect.to, event: effect.event })
      if (effect.t !== 'spawn') continue
      const { run: parent } = partsOf(actor)
      const child = childRun(parent, effect.nodeId, effect.item)
      const inside = compiled.plan.nodes.find(({ nodeId }) => nodeId === effect.nodeId)?.child
      if (inside) runs.set(child, inside)
      sent.set(effect.id, { to: child, event: { type: 'START', seed: effect.seed } })
    }
  }
  const missing = [...sent.keys()].filter((id) => !seen.has(id))
  if (missing.length > 0) throw new Error(`never delivered: ${missing.join(', ')}`)
  return rows
}
