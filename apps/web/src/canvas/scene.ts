import { type Edge, elementOf, type GraphNode, type NodeTypeInfo, type PortType } from '@segue/protocol'
import type { Catalogue } from '../document/catalogue.ts'
import type { OpenGraph } from '../document/openGraph.ts'
import { portsOf } from '../document/ports.ts'
import { brokenReason } from '../document/wiring.ts'
import { foldStore } from './foldStore.ts'
import { lostOffset, type NodeSize, nodeSize, portOffset } from './nodeSize.ts'
import { type Curve, type Spot, wireCurve } from './wirePath.ts'

/** A node with its place: everything that drawing and hit-testing need, in canvas pixels. */
export interface PlacedNode extends NodeSize, Spot {
  id: string
  node: GraphNode
  type: NodeTypeInfo | undefined
  unfolded: boolean
}

/** A wire with its curve. `type` is what the output carries. */
export interface PlacedWire {
  edge: Edge
  type: PortType
  curve: Curve
  /** Why it carries nothing: one end is gone or does not fit the other. Empty for a good wire. */
  broken: string
}

/** The open graph as geometry. */
export interface Scene {
  nodes: ReadonlyMap<string, PlacedNode>
  wires: readonly PlacedWire[]
}

const memo = new WeakMap<OpenGraph, { catalogue: Catalogue; unfolded: ReadonlySet<string>; scene: Scene }>()

/**
 * Where everything of a graph stands. The same graph and catalogue give the same object, as long as nothing is folded
 * or unfolded.
 */
export function sceneOf(
  open: OpenGraph,
  catalogue: Catalogue,
  unfolded = foldStore.getState().unfolded,
): Scene {
  const known = memo.get(open)
  if (known?.catalogue === catalogue && known.unfolded === unfolded) return known.scene
  const nodes = new Map<string, PlacedNode>()
  for (const [id, node] of Object.entries(open.shown.graph.nodes)) {
    const type = catalogue.get(node.type)
    const { x, y } = open.shown.layout.nodes[id] ?? { x: 0, y: 0 }
    nodes.set(id, {
      id,
      node,
      type,
      x,
      y,
      unfolded: unfolded.has(id),
      ...nodeSize(type, node, unfolded.has(id)),
    })
  }
  const wires = open.shown.graph.edges.flatMap((edge): PlacedWire[] => {
    const from = wireEnd(nodes.get(edge.source.nodeId), { side: 'output', key: edge.source.port })
    const to = wireEnd(nodes.get(edge.target.nodeId), { side: 'input', key: edge.target.port })
    const type = outputType(nodes.get(edge.source.nodeId), edge.source.port)
    const broken = brokenReason({ open, catalogue }, edge)
    return from && to ? [{ edge, type, curve: wireCurve(from, to), broken }] : []
  })
  const scene = { nodes, wires }
  memo.set(open, { catalogue, unfolded, scene })
  return scene
}

/** Where a wire ends: at its port, or at the head of the node when that port is gone. */
function wireEnd(
  placed: PlacedNode | undefined,
  port: { side: 'input' | 'output'; key: string },
): Spot | null {
  const spot = portSpot(placed, port)
  if (spot || !placed) return spot
  const { x, y } = lostOffset(placed.type, placed.node, port.side)
  return { x: placed.x + x, y: placed.y + y }
}

/** What an output carries; JSON when the port is not known. */
export function outputType(placed: PlacedNode | undefined, key: string): PortType {
  return (
    (placed && portsOf(placed.type, placed.node).outputs.find((port) => port.key === key)?.type) ?? 'json'
  )
}

/** Where a port stands on the canvas. `null` when it does not exist. */
export function portSpot(
  placed: PlacedNode | undefined,
  port: { side: 'input' | 'output'; key: string },
): Spot | null {
  const offset = placed && portOffset(placed.type, placed.node, { ...port, unfolded: placed.unfolded })
  return placed && offset ? { x: placed.x + offset.x, y: placed.y + offset.y } : null
}

/** The node under a point; of nodes that overlap, the later one. */
export function nodeAt(scene: Scene, { x, y }: Spot): PlacedNode | null {
  let hit: PlacedNode | null = null
  for (const placed of scene.nodes.values()) {
    const inside =
      x >= placed.x && x <= placed.x + placed.width && y >= placed.y && y <= placed.y + placed.height
    if (inside) hit = placed
  }
  return hit
}

/** The box around nodes. `null` when there are none. */
export function boundsOf(placed: Iterable<PlacedNode>): Box | null {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { x, y, width, height } of placed) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Number.POSITIVE_INFINITY
    ? null
    : { x: left, y: top, width: right - left, height: bottom - top }
}

/** The element type that names an output's colour and shape first: what the node mainly makes. */
export function mainType(type: NodeTypeInfo | undefined, node: GraphNode): ReturnType<typeof elementOf> {
  const { inputs, outputs } = portsOf(type, node)
  return elementOf((outputs[0] ?? inputs[0])?.type ?? 'json')
}

interface Box extends Spot {
  width: number
  height: number
}

/** Ids of the nodes that lie in a box whole, or that it touches. */
export function nodesIn(scene: Scene, box: Box, { touching }: { touching: boolean }): string[] {
  const [right, bottom] = [box.x + box.width, box.y + box.height]
  return [...scene.nodes.values()]
    .filter(({ x, y, width, height }) =>
      touching
        ? x < right && x + width > box.x && y < bottom && y + height > box.y
        : x >= box.x && x + width <= right && y >= box.y && y + height <= bottom,
    )
    .map(({ id }) => id)
}

/** The nearest place at or below a spot where a node of this size covers no other. */
export function freeSpot(scene: Scene, spot: Spot, size: { width: number; height: number }): Spot {
  let { y } = spot
  const air = 24
  const below = [...scene.nodes.values()]
    .filter(({ x, width }) => x < spot.x + size.width + air && x + width + air > spot.x)
    .sort((a, b) => a.y - b.y)
  for (const placed of below)
    if (placed.y < y + size.height + air && placed.y + placed.height + air > y)
      y = placed.y + placed.height + air
  return { x: spot.x, y }
}
