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
  const { graph } = wired.open
  const node = graph.nodes[nodeId]
  const busy = graph.edges.some(({ source, target }) => source.nodeId === nodeId || target.nodeId === nodeId)
  if (busy || !node) return null
  for (const wire of sceneOf(wired.open, wired.catalogue).wires) {
    if (distanceTo(wire.curve, spot) > reach) continue
    const changes = betweenChanges(wired, wire.edge, { nodeId, node })
    if (changes) return { wire, changes }
  }
  return null
}
