import type { Change, GraphNode, NodeTypeInfo } from '@segue/protocol'
import { nodeSize } from '../canvas/nodeSize.ts'
import { freeSpot, sceneOf } from '../canvas/scene.ts'
import { wiredNow } from '../canvas/wiringActions.ts'
import { edit } from '../document/documentStore.ts'
import { addNodeChange, nodeFor } from '../document/nodeEdits.ts'
import { portsOf } from '../document/ports.ts'
import { select } from '../document/selectionStore.ts'
import { betweenChanges, type Wired, wireChanges } from '../document/wiring.ts'
import type { FinderPurpose, FinderRequest } from './finderStore.ts'
import { takingPort } from './ranking.ts'

/** Height from a node's top edge to its first port: a node dropped at a wire's end meets it there. */
const portDrop = 50

/** The wires that a new node gets for its purpose. */
function wiresFor(
  wired: Wired,
  { node, nodeId }: { node: GraphNode; nodeId: string },
  purpose: FinderPurpose,
): Change[] {
  if (purpose.kind === 'insert') return betweenChanges(wired, purpose.edge, { nodeId, node }) ?? []
  if (purpose.kind !== 'wire') return []
  const { from, side, detached } = purpose
  const port = takingPort(portsOf(wired.catalogue.get(node.type), node), purpose)
  const off: Change[] = detached ? [{ type: 'edge.remove', edgeId: detached.id }] : []
  if (port === null) return off
  const end = { nodeId, port }
  if (side === 'output') return [...off, ...wireChanges(from, end)]
  const replaces = wired.open.shown.graph.edges.filter(
    ({ target }) => target.nodeId === from.nodeId && target.port === from.port,
  )
  return wireChanges(end, from, { replaces })
}

/** Places a node, wired as the request asks. One undo step. Returns its id. */
export function placeNode(
  type: NodeTypeInfo,
  node: GraphNode,
  { purpose, at }: FinderRequest,
): string | null {
  const wired = wiredNow()
  if (!wired) return null
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
  edit(`Add ${node.name}`, [change, ...wiresFor(wired, { node, nodeId }, purpose)])
  select([nodeId])
  return nodeId
}

/** Places a fresh node of the type that was found. */
export function placeType(type: NodeTypeInfo, request: FinderRequest): string | null {
  const { purpose } = request
  return placeNode(type, nodeFor(type, 'type' in purpose ? purpose.type : null), request)
}
