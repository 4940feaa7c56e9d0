import { frameNodes } from '../canvas/viewStore.ts'
import { select } from '../document/selectionStore.ts'

/** Selects a node and brings it into view. */
export function showNode(nodeId: string): void {
  select([nodeId])
  frameNodes(new Set([nodeId]))
}
