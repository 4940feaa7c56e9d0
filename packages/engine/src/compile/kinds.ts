import type { Recipe } from '@segue/protocol'
import type { PlanNode } from '../types.ts'
import { linksOf, orderOf } from './order.ts'

const kinds = { active: 'action', frozen: 'frozen', bypassed: 'bypassed', muted: 'muted' } as const

/**
 * How each node settles. Besides its mode: a node that feeds only frozen nodes, directly or through others, is
 * `idle`, because nobody would look at its result.
 */
export function kindsOf({ graph, outputs }: Recipe): Map<string, PlanNode['kind']> {
  const links = linksOf(
    Object.keys(graph.nodes),
    graph.edges.map(({ source, target }) => [source.nodeId, target.nodeId]),
  )
  const shown = new Set(outputs.map(({ from }) => from.nodeId))
  const found = new Map(
    Object.entries(graph.nodes).map(([id, { mode }]): [string, PlanNode['kind']] => [id, kinds[mode]]),
  )
  for (const id of orderOf(links).reverse()) {
    const fed = [...(links.downstream.get(id) ?? [])]
    const unread = fed.every((other) => found.get(other) === 'frozen' || found.get(other) === 'idle')
    const runs = found.get(id) === 'action' || found.get(id) === 'bypassed'
    if (runs && fed.length > 0 && unread && !shown.has(id)) found.set(id, 'idle')
  }
  return found
}
