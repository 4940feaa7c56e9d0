import { expect } from 'vitest'
import type { Delivery } from '../host.ts'
import { createStep } from '../step/step.ts'
import type { ActorKey, Compiled, Effect, Row } from '../types.ts'

const orderOf = (effectId: string) => Number(effectId.slice(effectId.lastIndexOf('#') + 1))

/**
 * Holds what a host stored against the reducer: every delivered event is one that a replay sends, once and
 * unchanged, in order from each sender; nothing that the replay sends is missing. Returns the replayed rows.
 */
export function expectFaithful(compiled: Compiled, deliveries: readonly Delivery[]): Map<ActorKey, Row> {
  const step = createStep(compiled)
  const rows = new Map<ActorKey, Row>()
  const sent = new Map<string, Effect & { t: 'send' }>()
  const seen = new Set<string>()
  const lastOf = new Map<string, number>()
  for (const { actor, event, effectId } of deliveries) {
    if (effectId !== null) {
      const effect = sent.get(effectId)
      expect(effect, `${effectId} was delivered before it was sent`).toBeDefined()
      expect({ to: effect?.to, event: effect?.event }).toEqual({ to: actor, event })
      expect(seen, `${effectId} was applied twice`).not.toContain(effectId)
      seen.add(effectId)
      const way = `${effectId.slice(0, effectId.lastIndexOf('#'))} ${actor}`
      expect(orderOf(effectId)).toBeGreaterThan(lastOf.get(way) ?? 0)
      lastOf.set(way, orderOf(effectId))
    }
    const { row, effects } = step(rows.get(actor) ?? null, event, { actor, now: 0 })
    rows.set(actor, row)
    for (const effect of effects) if (effect.t === 'send') sent.set(effect.id, effect)
  }
  expect([...sent.keys()].filter((id) => !seen.has(id))).toEqual([])
  return rows
}
