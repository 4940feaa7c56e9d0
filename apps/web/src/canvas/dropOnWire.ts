import type { Change } from '@segue/protocol'
import { betweenChanges, type Wired } from '../document/wiring.ts'
import { type PlacedWire, sceneOf } from './scene.ts'
import { distanceTo, type Spot } from './wirePath.ts'

/** How near to a wire the middle of a dragged node must come, canvas pixels. */
const reach = 24

/**
 * The wire that a node would be inserted into when it is dropped with its middle at a spot, and the changes that
 * do it. `null` when no wire is near or it does not fit in. A node that has wires already is never inserted.
 */
export function wireToInsertInto(
  wired: Wired,
  nodeId: string,
  spot: Spot,
): { wire: PlacedWire; changes: readonly Change[] } | null {
  const { graph } = wired.recipe
  const typeId = graph.nodes[nodeId]?.type
  const busy = graph.edges.some(({ source, target }) => source.nodeId === nodeId || target.nodeId === nodeId)
  if (busy || typeId === undefined) return null
  for (const wire of sceneOf(wired.recipe, wired.catalogue).wires) {
    if (distanceTo(wire.curve, spot) > reach) continue
    const changes = betweenChanges(wired, wire.edge, { nodeId, typeId })
    if (changes) return { wire, changes }
  }
  return null
}
