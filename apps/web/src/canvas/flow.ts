import type { Edge, EdgeEnd, PortType } from '@segue/protocol'
import type { Edge as FlowEdgeBase, Node as FlowNodeBase, NodeHandle } from '@xyflow/react'
import { Position } from '@xyflow/react'
import type { Catalogue } from '../document/catalogue.ts'
import { isFace } from '../document/faces.ts'
import type { OpenGraph } from '../document/openGraph.ts'
import { portsOf } from '../document/ports.ts'
import type { Selection } from '../document/selectionStore.ts'
import { lostOffset, portOffset } from './nodeSize.ts'
import { type PlacedNode, portSpot, sceneOf } from './scene.ts'
import type { Spot } from './wirePath.ts'

export type FlowNode = FlowNodeBase<Record<string, never>, 'node' | 'face'>
export type FlowEdge = FlowEdgeBase<{ edge: Edge; portType: PortType; broken: string }, 'wire'>

/** What the canvas library is given, from the document and the session. */
interface FlowInput {
  open: OpenGraph
  catalogue: Catalogue
  unfolded: ReadonlySet<string>
  selection: Selection
  moved: ReadonlyMap<string, Spot>
  /** Nodes that stay on the page while out of view, since a film plays in them. */
  playing: ReadonlySet<string>
}

interface NodeMemo {
  placed: PlacedNode
  at: Spot
  selected: boolean
  kept: boolean
  flow: FlowNode
}

const noData: Record<string, never> = {}

/** The handle of wires whose port is gone; no port can be called so. */
export const lostPort = '?'

/** The library joins wires at the outer edge of a port's box, which is the area that takes the pointer. */
export const portReach = 12
const portBox = ({ x, y }: Spot) => ({
  x: x - portReach,
  y: y - portReach,
  width: 2 * portReach,
  height: 2 * portReach,
})

function handlesOf({ type, node, unfolded }: PlacedNode): NodeHandle[] {
  const { inputs, outputs } = portsOf(type, node)
  const handle = (side: 'input' | 'output', key: string): NodeHandle => {
    const { x, y } = portOffset(type, node, { side, key, unfolded }) ?? lostOffset(type, node, side)
    const position = side === 'input' ? Position.Left : Position.Right
    return { id: key, type: side === 'input' ? 'target' : 'source', position, ...portBox({ x, y }) }
  }
  return [
    ...inputs.map(({ key }) => handle('input', key)),
    ...outputs.map(({ key }) => handle('output', key)),
    handle('input', lostPort),
    handle('output', lostPort),
  ]
}

/** An end of a body stays where it is, and still takes the pointer: wires are drawn from it. */
const fixed = { draggable: false, selectable: false, style: { pointerEvents: 'all' } } as const

/** The library never culls a node that says it is dragged, and uses the word for nothing else. */
function flowNode(placed: PlacedNode, { at, selected, kept }: Omit<NodeMemo, 'placed' | 'flow'>): FlowNode {
  const { id, width, height } = placed
  return {
    id,
    type: isFace(id) ? 'face' : 'node',
    position: { x: at.x, y: at.y },
    selected,
    dragging: kept,
    ...(isFace(id) ? fixed : {}),
    width,
    height,
    measured: { width, height },
    handles: handlesOf(placed),
    data: noData,
  }
}

/**
 * Makes the function that turns the document into the library's nodes. A node keeps its identity while nothing
 * about it changes, which is what lets the library skip it. Sizes and handles are given, so nothing is measured.
 */
export function flowNodeMaker(): (input: FlowInput) => FlowNode[] {
  let memo = new Map<string, NodeMemo>()
  return ({ open, catalogue, unfolded, selection, moved, playing }) => {
    const next = new Map<string, NodeMemo>()
    for (const placed of sceneOf(open, catalogue, unfolded).nodes.values()) {
      const known = memo.get(placed.id)
      const at = moved.get(placed.id) ?? placed
      const selected = selection.nodes.has(placed.id)
      const kept = playing.has(placed.id)
      const same =
        known?.placed.node === placed.node &&
        known.placed.type === placed.type &&
        known.placed.unfolded === placed.unfolded &&
        known.at.x === at.x &&
        known.at.y === at.y &&
        known.selected === selected &&
        known.kept === kept
      const flow = same ? known.flow : flowNode(placed, { at, selected, kept })
      next.set(placed.id, { placed, at, selected, kept, flow })
    }
    memo = next
    return Array.from(next.values(), ({ flow }) => flow)
  }
}

/** Makes the function that turns wires into the library's edges, keeping identities like `flowNodeMaker`. */
export function flowEdgeMaker(): (
  input: Omit<FlowInput, 'moved' | 'playing'> & { hidden: string | null },
) => FlowEdge[] {
  let memo = new Map<string, FlowEdge>()
  return ({ open, catalogue, unfolded, selection, hidden }) => {
    const next = new Map<string, FlowEdge>()
    const { nodes, wires } = sceneOf(open, catalogue, unfolded)
    const handleOf = ({ nodeId, port }: EdgeEnd, side: 'input' | 'output') =>
      portSpot(nodes.get(nodeId), { side, key: port }) ? port : lostPort
    for (const { edge, type: portType, broken } of wires) {
      const { id, source, target } = edge
      if (id === hidden) continue
      const known = memo.get(id)
      const selected = selection.edges.has(id)
      const { data } = known ?? {}
      const same =
        data?.edge === edge &&
        data.portType === portType &&
        data.broken === broken &&
        known?.selected === selected
      next.set(
        id,
        known && same
          ? known
          : {
              id,
              type: 'wire',
              source: source.nodeId,
              sourceHandle: handleOf(source, 'output'),
              target: target.nodeId,
              targetHandle: handleOf(target, 'input'),
              selected,
              ...(broken ? { ariaLabel: `Broken wire: ${broken}` } : {}),
              data: { edge, portType, broken },
            },
      )
    }
    memo = next
    return [...next.values()]
  }
}
