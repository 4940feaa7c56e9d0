import type { Change, Edge, EdgeEnd } from '@segue/protocol'
import { catalogueNow } from '../document/catalogue.ts'
import { edit, openedGraph } from '../document/documentStore.ts'
import { addNodeChange, nodeFor } from '../document/nodeEdits.ts'
import { portsOf } from '../document/ports.ts'
import { select } from '../document/selectionStore.ts'
import {
  betweenChanges,
  inputPort,
  judgeWire,
  outputPort,
  type Wired,
  wireChanges,
} from '../document/wiring.ts'
import { nodeSize } from './nodeSize.ts'
import { freeSpot, portSpot, sceneOf } from './scene.ts'
import type { Spot } from './wirePath.ts'
import { looseEndStore, portKey, type Refusal, type Wiring, wiringStore } from './wiringStore.ts'

/** The open document with its node types; `null` when none is open. */
export function wiredNow(): Wired | null {
  const open = openedGraph()
  return open && { open, catalogue: catalogueNow() }
}

/** A wire's two ends in order, whichever of them it was drawn from. */
const ends = ({ from, side }: Pick<Wiring, 'from' | 'side'>, other: EdgeEnd) =>
  side === 'output' ? { source: from, target: other } : { source: other, target: from }

function fitting(wired: Wired, wiring: Pick<Wiring, 'from' | 'side'>): ReadonlySet<string> {
  const fits = new Set<string>()
  for (const [nodeId, node] of Object.entries(wired.open.shown.graph.nodes)) {
    const { inputs, outputs } = portsOf(wired.catalogue.get(node.type), node)
    for (const { key } of wiring.side === 'output' ? inputs : outputs) {
      const { source, target } = ends(wiring, { nodeId, port: key })
      if (judgeWire(wired, source, target).ok) fits.add(portKey({ nodeId, port: key }))
    }
  }
  return fits
}

/** Takes a wire in hand at a port. A filled input gives its wire up, so that it can go elsewhere. */
export function takeWire(end: EdgeEnd, side: 'input' | 'output'): void {
  const wired = wiredNow()
  if (!wired) return
  const { open, catalogue } = wired
  const into = (edge: Edge) => edge.target.nodeId === end.nodeId && edge.target.port === end.port
  const detached = side === 'input' ? (open.shown.graph.edges.find(into) ?? null) : null
  const hold = detached ? ({ from: detached.source, side: 'output' } as const) : { from: end, side }
  const port = hold.side === 'output' ? outputPort(wired, hold.from) : inputPort(wired, hold.from)
  if (!port) return
  const place = portSpot(sceneOf(open, catalogue).nodes.get(end.nodeId), { side, key: end.port })
  looseEndStore.setState({ at: place ?? { x: 0, y: 0 }, over: null })
  wiringStore.setState({
    refusal: null,
    wiring: { ...hold, type: port.type, detached, fits: fitting(wired, hold) },
  })
}

/** Lets go of the wire without changing anything. */
export function dropWire(): void {
  wiringStore.setState({ wiring: null })
}

/** Moves the loose end; it snaps to the nearest port in reach, or to the port of the node below that fits. */
export function moveLooseEnd(at: Spot, reach: number): void {
  const wired = wiredNow()
  const { wiring } = wiringStore.getState()
  if (!wired || !wiring) return
  const side = wiring.side === 'output' ? 'input' : 'output'
  let nearest: { end: EdgeEnd; spot: Spot; distance: number } | null = null
  for (const placed of sceneOf(wired.open, wired.catalogue).nodes.values()) {
    const near =
      at.x > placed.x - reach &&
      at.x < placed.x + placed.width + reach &&
      at.y > placed.y - reach &&
      at.y < placed.y + placed.height + reach
    if (!near) continue
    const inside = at.x > placed.x && at.x < placed.x + placed.width
    const ports = portsOf(placed.type, placed.node)
    for (const { key } of side === 'input' ? ports.inputs : ports.outputs) {
      const spot = portSpot(placed, { side, key })
      if (!spot) continue
      const end = { nodeId: placed.id, port: key }
      const distance = Math.hypot(spot.x - at.x, spot.y - at.y)
      const counts = distance <= reach || (inside && wiring.fits.has(portKey(end)))
      if (counts && (!nearest || distance < nearest.distance)) nearest = { end, spot, distance }
    }
  }
  const fits = nearest && wiring.fits.has(portKey(nearest.end))
  looseEndStore.setState({ at: nearest && fits ? nearest.spot : at, over: nearest?.end ?? null })
}

/** Plugs the wire in. A wrong one is refused, with the reason at `client`. */
export function plugWire(to: EdgeEnd, client: Spot): void {
  const wired = wiredNow()
  const { wiring } = wiringStore.getState()
  dropWire()
  if (!wired || !wiring) return
  const { source, target } = ends(wiring, to)
  const { detached } = wiring
  if (detached && detached.target.nodeId === target.nodeId && detached.target.port === target.port) return
  const verdict = judgeWire(wired, source, target)
  if (!verdict.ok) {
    refuse({ ...client, reason: verdict.reason, converter: verdict.converter, source, target })
    return
  }
  const off: Change[] = detached ? [{ type: 'edge.remove', edgeId: detached.id }] : []
  edit(detached ? 'Move wire' : 'Connect', [...off, ...wireChanges(source, target, verdict)])
}

/** Says why a wire was refused. */
export function refuse(refusal: Refusal | null): void {
  wiringStore.setState({ refusal })
}

/** Leaves a pulled-off wire unplugged. */
export function unplug(edge: Edge): void {
  edit('Disconnect', [{ type: 'edge.remove', edgeId: edge.id }])
}

/** Puts the node type that a refusal offers in between the two ports. */
export function insertConverter({ converter, source, target }: Refusal): void {
  const wired = wiredNow()
  const type = converter ? wired?.catalogue.get(converter) : undefined
  if (!wired || !type) return
  const { nodes } = sceneOf(wired.open, wired.catalogue)
  const from = portSpot(nodes.get(source.nodeId), { side: 'output', key: source.port })
  const to = portSpot(nodes.get(target.nodeId), { side: 'input', key: target.port })
  if (!from || !to) return
  const node = nodeFor(type, outputPort(wired, source)?.type ?? null)
  const size = nodeSize(type, node)
  const middle = { x: (from.x + to.x - size.width) / 2, y: (from.y + to.y) / 2 - 50 }
  const at = freeSpot(sceneOf(wired.open, wired.catalogue), middle, size)
  const { nodeId, change } = addNodeChange(wired.open, node, at)
  const changes = betweenChanges(wired, { source, target }, { nodeId, node })
  refuse(null)
  if (!changes) return
  edit(`Insert ${type.title}`, [change, ...changes])
  select([nodeId])
}

/** Takes every wire off a port. */
export function disconnectPort(end: EdgeEnd, side: 'input' | 'output'): void {
  const edges = openedGraph()?.shown.graph.edges ?? []
  const on = edges.filter((edge) => {
    const { nodeId, port } = side === 'input' ? edge.target : edge.source
    return nodeId === end.nodeId && port === end.port
  })
  edit(
    'Disconnect',
    on.map((edge) => ({ type: 'edge.remove', edgeId: edge.id })),
  )
}
