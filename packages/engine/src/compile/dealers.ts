import type { PlanNode } from '../types.ts'
import type { Wire } from './wires.ts'

/** What can be said of nodes that lead to a race or an `onFailure`, once kinds and wires are known. */
export interface Dealers {
  caught: ReadonlySet<string>
  rivals: ReadonlyMap<string, Record<string, readonly string[]>>
}

interface Situation {
  /** Node ids in topological order. */
  order: readonly string[]
  controls: ReadonlyMap<string, PlanNode['control']>
  wires: readonly Wire[]
  /** Nodes that a recipe output reads. */
  shown: ReadonlySet<string>
}

/** Nodes whose every path leads into the `in` of an `onFailure` or into a race: their failure is dealt with. */
function caughtIn({ order, controls, shown }: Situation, out: ReadonlyMap<string, Wire[]>): Set<string> {
  const caught = new Set<string>()
  const deals = ({ target: { nodeId, port } }: Wire) =>
    controls.get(nodeId) === 'race' ||
    (controls.get(nodeId) === 'onFailure' && port === 'in') ||
    caught.has(nodeId)
  for (const id of order.toReversed()) {
    const wires = out.get(id) ?? []
    if (wires.length > 0 && !shown.has(id) && wires.every(deals)) caught.add(id)
  }
  return caught
}

/** Nodes that serve nothing but one entry of a race, last ones first. */
function servantsOf(
  race: string,
  entry: string,
  { wires, shown }: Situation,
  around: { out: ReadonlyMap<string, Wire[]>; into: ReadonlyMap<string, Wire[]> },
): string[] {
  const found = new Set<string>()
  const ends = wires.filter((wire) => wire.target.nodeId === race && wire.entry === entry)
  const servesOnly = (id: string) =>
    !shown.has(id) &&
    (around.out.get(id) ?? []).every(
      ({ target, entry: to }) => found.has(target.nodeId) || (target.nodeId === race && to === entry),
    )
  const queue = ends.map(({ source }) => source.nodeId)
  for (const id of queue) {
    if (found.has(id) || !servesOnly(id)) continue
    found.add(id)
    for (const { source } of around.into.get(id) ?? []) queue.push(source.nodeId)
  }
  return [...found]
}

/** Works out whose failures are dealt with and whom a race stops. */
export function dealersIn(situation: Situation): Dealers {
  const { controls, wires } = situation
  const dealing = [...controls].filter(([, control]) => control === 'race' || control === 'onFailure')
  if (dealing.length === 0) return { caught: new Set(), rivals: new Map() }
  const out = Map.groupBy(wires, ({ source }) => source.nodeId)
  const into = Map.groupBy(wires, ({ target }) => target.nodeId)
  const races = dealing.flatMap(([id, control]) => (control === 'race' ? [id] : []))
  return {
    caught: caughtIn(situation, out),
    rivals: new Map(
      races.map((race) => {
        const entries = new Set((into.get(race) ?? []).map(({ entry }) => entry))
        return [
          race,
          Object.fromEntries(
            [...entries].map((entry) => [entry, servantsOf(race, entry, situation, { out, into })]),
          ),
        ]
      }),
    ),
  }
}
