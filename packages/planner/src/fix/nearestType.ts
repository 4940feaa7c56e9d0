import { nearest } from '@segue/engine'
import type { PlannerType, PlannerTypes } from '../types.ts'

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** A node type by its id, or the one that was meant by a misspelt id or by its title; null when none is near. */
export function nearestType(types: PlannerTypes, asked: string): PlannerType | null {
  const exact = types.get(asked)
  if (exact) return exact
  const wanted = plain(asked)
  const same = [...types.values()].filter(({ id, title }) => plain(id) === wanted || plain(title) === wanted)
  if (same.length === 1) return same[0] ?? null
  const [near, next] = nearest(asked, types.keys(), 2)
  if (near === undefined) return null
  // Two that are as near as each other say nothing, unless what was written belongs to one family only.
  const family = asked.split('.')[0]
  const sure =
    next === undefined || next.split('.')[0] !== near.split('.')[0] || near.split('.')[0] === family
  return sure ? (types.get(near) ?? null) : null
}
