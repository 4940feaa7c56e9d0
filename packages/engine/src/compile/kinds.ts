import type { PlanNode } from '../types.ts'
import type { CompileOptions } from './options.ts'
import { type Links, linksOf, orderOf } from './order.ts'
import type { Part } from './part.ts'

const kinds = { active: 'action', frozen: 'frozen', bypassed: 'bypassed', muted: 'muted' } as const

type Kinds = Map<string, PlanNode['kind']>

const runs = (kind: PlanNode['kind'] | undefined) => kind === 'action' || kind === 'bypassed'
const isStored = (kind: PlanNode['kind'] | undefined) => kind === 'frozen' || kind === 'kept'

/** Everything that these nodes need, themselves included; nothing is needed behind stored outputs. */
function neededFor(ids: readonly string[], found: Kinds, links: Links): ReadonlySet<string> {
  const needed = new Set(ids)
  for (const id of needed)
    if (runs(found.get(id))) for (const feeder of links.upstream.get(id) ?? []) needed.add(feeder)
  return needed
}

/**
 * How each node settles. Besides its mode: a node with outputs of an earlier run is `kept`; one that was not asked
 * for, or feeds only nodes with stored outputs (directly or through others), is `idle`, because nobody would look
 * at its result.
 */
export function kindsOf({ graph, outputs }: Part, { to, kept = {} }: CompileOptions = {}): Kinds {
  const links = linksOf(
    Object.keys(graph.nodes),
    graph.edges.map(({ source, target }) => [source.nodeId, target.nodeId]),
  )
  const shown = new Set([...outputs.map(({ from }) => from.nodeId), ...(to ?? [])])
  const found: Kinds = new Map(
    Object.entries(graph.nodes).map(([id, { mode }]): [string, PlanNode['kind']] => [
      id,
      runs(kinds[mode]) && Object.hasOwn(kept, id) ? 'kept' : kinds[mode],
    ]),
  )
  for (const id of orderOf(links).reverse()) {
    const fed = [...(links.downstream.get(id) ?? [])]
    const unread = fed.every((other) => isStored(found.get(other)) || found.get(other) === 'idle')
    if (runs(found.get(id)) && fed.length > 0 && unread && !shown.has(id)) found.set(id, 'idle')
  }
  if (to) {
    const needed = neededFor(to, found, links)
    for (const [id, kind] of found) if (runs(kind) && !needed.has(id)) found.set(id, 'idle')
  }
  return found
}
