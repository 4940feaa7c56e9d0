import type { Change, GraphNode, NodeTypeInfo } from '@segue/protocol'
import { nodeSize } from '../canvas/nodeSize.ts'
import { freeSpot, sceneOf } from '../canvas/scene.ts'
import { wiredNow } from '../canvas/wiringActions.ts'
import { edit } from '../document/documentStore.ts'
import { addNodeChange, nodeFor } from '../document/nodeEdits.ts'
import { select } from '../document/selectionStore.ts'
import { betweenChanges, type Wired, wireChanges } from '../document/wiring.ts'
import type { FinderPurpose, FinderRequest } from './finderStore.ts'
import { takingPort } from './ranking.ts'

/** Height from a node's top edge to its first port: a node dropped at a wire's end meets it there. */
const portDrop = 50

/** The wires that a new node gets for its purpose. */
function wiresFor(
  wired: Wired,
  { type, node, nodeId }: { type: NodeTypeInfo; node: GraphNode; nodeId: string },
  purpose: FinderPurpose,
): Change[] {
  if (purpose.kind === 'insert') return betweenChanges(wired, purpose.edge, { nodeId, node }) ?? []
  if (purpose.kind !== 'wire') return []
  const { from, side, detached } = purpose
  const port = takingPort(type, purpose)
  const off: Change[] = detached ? [{ type: 'edge.remove', edgeId: detached.id }] : []
  if (port === null) return off
  const end = { nodeId, port }
  if (side === 'output') return [...off, ...wireChanges(from, end)]
  const replaces = wired.open.graph.edges.filter(
    ({ target }) => target.nodeId === from.nodeId && target.port === from.port,
  )
  return wireChanges(end, from, replaces)
}

/** Places a node of the type that was found, wired as the request asks. One undo step. Returns its id. */
export function placeType(type: NodeTypeInfo, { purpose, at }: FinderRequest): string | null {
  const wired = wiredNow()
  if (!wired) return null
  const node = nodeFor(type, 'type' in purpose ? purpose.type : null)
  const size = nodeSize(type, node)
  const fromRight = purpose.kind === 'wire' && purpose.side === 'input'
  const left = purpose.kind === 'wire' ? (fromRight ? size.width : 0) : size.width / 2
  const top = purpose.kind === 'place' ? 16 : portDrop
  const scene = sceneOf(wired.open, wired.catalogue)
  const { nodeId, change } = addNodeChange(
    wired.open,
    node,
    freeSpot(scene, { x: at.x - left, y: at.y - top }, size),
  )
  edit(`Add ${type.title}`, [change, ...wiresFor(wired, { type, node, nodeId }, purpose)])
  select([nodeId])
  return nodeId
}
