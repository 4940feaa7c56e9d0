import {
  type Change,
  compatibility,
  type Edge,
  type EdgeEnd,
  type Graph,
  type GraphNode,
} from '@segue/protocol'
import { carryChange } from './carried.ts'
import type { Catalogue } from './catalogue.ts'
import { isFace } from './faces.ts'
import { isNewPort } from './faceWires.ts'
import { newId } from './ids.ts'
import { bringInside, takeOutside } from './itemType.ts'
import type { OpenGraph } from './openGraph.ts'
import { fittingInput, fittingOutput, type PlacedPort, portsOf } from './ports.ts'

/** Whether a wire may join two ports; when not, why, and the node type that would help. */
export type Verdict =
  | {
      ok: true
      replaces: readonly Edge[]
      /** Set first, so that it fits: a node or body that lets anything through lets this through. */
      sets: readonly Change[]
    }
  | { ok: false; reason: string; converter: string | null }

/** The open graph with its node types: what every question about ports needs. */
export interface Wired {
  open: OpenGraph
  catalogue: Catalogue
}

/** An output port of a node, or `undefined` when there is no such port. */
export function outputPort({ open, catalogue }: Wired, end: EdgeEnd): PlacedPort | undefined {
  const node = open.shown.graph.nodes[end.nodeId]
  return node && portsOf(catalogue.get(node.type), node).outputs.find(({ key }) => key === end.port)
}

/** An input port of a node, promoted params included. */
export function inputPort({ open, catalogue }: Wired, end: EdgeEnd): PlacedPort | undefined {
  const node = open.shown.graph.nodes[end.nodeId]
  return node && portsOf(catalogue.get(node.type), node).inputs.find(({ key }) => key === end.port)
}

const gone = (name: string, side: 'input' | 'output', port: string): string =>
  `${name} has no ${side} “${port}” any more.`

/** Why a wire that is there carries nothing; empty when it does. What nobody knows is no fault of the wire. */
export function brokenReason(wired: Wired, { source, target }: Pick<Edge, 'source' | 'target'>): string {
  const { nodes } = wired.open.shown.graph
  const [feeder, fed] = [nodes[source.nodeId], nodes[target.nodeId]]
  if (!feeder || !fed) return 'One of its nodes is gone.'
  const [from, to] = [outputPort(wired, source), inputPort(wired, target)]
  if (!from && wired.catalogue.has(feeder.type)) return gone(feeder.name, 'output', source.port)
  if (!to && wired.catalogue.has(fed.type)) return gone(fed.name, 'input', target.port)
  const fit = from && to && compatibility(from.type, to.type)
  return fit && !fit.ok ? fit.reason : ''
}

/** Whether walking wires downstream from `start` reaches `goal`. */
export function reaches(graph: Graph, start: string, goal: string): boolean {
  const seen = new Set<string>()
  const ahead = [start]
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (id === goal) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const { source, target } of graph.edges) if (source.nodeId === id) ahead.push(target.nodeId)
  }
  return false
}

/** Judges a wire from an output to an input before it exists. An input takes one wire: the old one gives way. */
export function judgeWire(wired: Wired, source: EdgeEnd, target: EdgeEnd): Verdict {
  const from = outputPort(wired, source)
  const to = inputPort(wired, target)
  if (!from || !to) return { ok: false, reason: 'This port is gone.', converter: null }
  if (isFace(source.nodeId) && isFace(target.nodeId))
    return { ok: false, reason: 'Something inside must be in between.', converter: null }
  const any = isNewPort(source) || isNewPort(target)
  const fit = any ? ({ ok: true } as const) : compatibility(from.type, to.type)
  const set = fit.ok
    ? null
    : (carryChange(wired, target, 'inputs', from.type) ??
      carryChange(wired, source, 'outputs', to.type) ??
      takeOutside(wired.open, target, from.type) ??
      bringInside(wired.open, source, to.type))
  if (!fit.ok && !set)
    return { ...fit, converter: fit.converter && wired.catalogue.has(fit.converter) ? fit.converter : null }
  if (reaches(wired.open.shown.graph, target.nodeId, source.nodeId))
    return { ok: false, reason: 'This would feed a node with its own result.', converter: null }
  const replaces = wired.open.shown.graph.edges.filter(
    (edge) => edge.target.nodeId === target.nodeId && edge.target.port === target.port,
  )
  return { ok: true, replaces, sets: set ? [set] : [] }
}

/** The changes that draw a wire; an old wire into the same input goes first. */
export function wireChanges(
  source: EdgeEnd,
  target: EdgeEnd,
  { replaces = [], sets = [] }: Partial<Pick<Extract<Verdict, { ok: true }>, 'replaces' | 'sets'>> = {},
): Change[] {
  return [
    ...replaces.map((edge): Change => ({ type: 'edge.remove', edgeId: edge.id })),
    ...sets,
    { type: 'edge.add', edge: { id: newId('e'), source, target } },
  ]
}

/**
 * The changes that wire a node in between two ports, with whichever of its ports fit.
 * `null` when it does not fit on both sides.
 */
export function betweenChanges(
  wired: Wired,
  between: { source: EdgeEnd; target: EdgeEnd },
  insert: { nodeId: string; node: GraphNode },
): Change[] | null {
  const ports = portsOf(wired.catalogue.get(insert.node.type), insert.node)
  const from = outputPort(wired, between.source)
  const to = inputPort(wired, between.target)
  const input = from && fittingInput(ports, from.type)
  const output = to && fittingOutput(ports, to.type)
  if (!input || !output) return null
  const replaced = wired.open.shown.graph.edges.filter(
    ({ target }) => target.nodeId === between.target.nodeId && target.port === between.target.port,
  )
  return [
    ...wireChanges(between.source, { nodeId: insert.nodeId, port: input }),
    ...wireChanges({ nodeId: insert.nodeId, port: output }, between.target, { replaces: replaced }),
  ]
}
