import { circlesOf } from '../compile/cycles.ts'
import { linksOf } from '../compile/order.ts'
import type { Document } from './document.ts'
import { listOf } from './report.ts'

/** No nodes feed each other in a circle. */
export function checkCircles({ graph, nodes, report }: Document): void {
  const links = linksOf(
    nodes.keys(),
    graph.edges.map(({ source, target }) => [source.nodeId, target.nodeId]),
  )
  for (const circle of circlesOf(links)) {
    const names = circle.map((id) => nodes.get(id)?.node.name ?? id)
    report({
      code: 'recipe.circle',
      message: `These nodes feed each other in a circle: ${listOf([...names, names[0] ?? ''], 12)}.`,
      hint: 'Remove one of the edges between them.',
      nodeId: circle[0] ?? '',
      context: { nodes: circle.slice(0, 100) },
    })
  }
}
