import type { Change } from '@segue/protocol'
import { edit, openedGraph } from '../document/documentStore.ts'
import { rounded } from '../document/nodeEdits.ts'
import { select, selectionStore } from '../document/selectionStore.ts'
import { dragStore } from './dragStore.ts'
import { wireToInsertInto } from './dropOnWire.ts'
import { sceneOf } from './scene.ts'
import { duplicateSelected } from './selectionActions.ts'
import type { Spot } from './wirePath.ts'
import { wiredNow } from './wiringActions.ts'

const still = { moved: new Map<string, Spot>(), insertInto: null }

/** Shows dragged nodes where the pointer has them, and the wire that one of them would go into. */
export function dragNodes(moved: ReadonlyMap<string, Spot>, { suppress }: { suppress: boolean }): void {
  const [first] = moved
  const insertion = moved.size === 1 && first && !suppress ? insertionAt(first[0], first[1]) : null
  dragStore.setState({ moved, insertInto: insertion?.wire.edge.id ?? null })
}

function insertionAt(nodeId: string, at: Spot) {
  const wired = wiredNow()
  const placed = wired && sceneOf(wired.open, wired.catalogue).nodes.get(nodeId)
  const middle = placed && { x: at.x + placed.width / 2, y: at.y + placed.height / 2 }
  return wired && middle ? wireToInsertInto(wired, nodeId, middle) : null
}

/** Drops dragged nodes: they move, or a copy of them lands there, or the one goes into the wire below. One undo step. */
export function dropNodes({ copy, suppress }: { copy: boolean; suppress: boolean }): void {
  const { moved } = dragStore.getState()
  const open = openedGraph()
  dragStore.setState(still)
  const [first] = moved
  if (!open || !first) return
  const [nodeId, at] = first
  const from = open.layout.nodes[nodeId] ?? at
  if (from.x === at.x && from.y === at.y) return
  if (copy) {
    if (!selectionStore.getState().nodes.has(nodeId)) select([nodeId])
    duplicateSelected({ x: at.x - from.x, y: at.y - from.y })
    return
  }
  const moves = [...moved].map(([id, spot]): Change => ({ type: 'node.move', nodeId: id, at: rounded(spot) }))
  const insertion = moved.size === 1 && !suppress ? insertionAt(nodeId, at) : null
  const label = insertion ? 'Insert node' : moved.size === 1 ? 'Move node' : `Move ${moved.size} nodes`
  edit(label, [...moves, ...(insertion?.changes ?? [])])
}
