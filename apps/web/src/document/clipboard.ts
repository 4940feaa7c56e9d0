import { type Change, Edge, type Graph, GraphNode, idsIn, own, Point } from '@segue/protocol'
import { z } from 'zod'
import { newId } from './ids.ts'
import type { OpenGraph } from './openGraph.ts'

/** What the clipboard holds: nodes with ids of their own (`n1`, `n2`…) and positions from the top left corner. */
const Clip = z.strictObject({
  segue: z.literal('nodes'),
  version: z.literal(1),
  nodes: z.record(
    z.string(),
    z.strictObject({
      at: Point,
      node: GraphNode,
      /** Where the nodes in its body stand. */
      inside: z.record(z.string(), Point).optional(),
    }),
  ),
  edges: z.array(Edge.omit({ id: true })),
})
export type Clip = z.infer<typeof Clip>
type Place = z.infer<typeof Point>

/**
 * Nodes and the wires between them as text that a person can keep in a file. The same part of a graph gives the
 * same text, whatever its ids are and wherever it stands.
 */
export function copyText(open: Pick<OpenGraph, 'graph' | 'layout'>, nodeIds: ReadonlySet<string>): string {
  const picked = Object.entries(open.graph.nodes).filter(([id]) => nodeIds.has(id))
  const places = picked.map(([id]) => open.layout.nodes[id] ?? { x: 0, y: 0 })
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const names = new Map(picked.map(([id], index) => [id, `n${index + 1}`]))
  const nodes = picked.map(([, node], index) => {
    const { x, y } = places[index] ?? { x: left, y: top }
    const inside = node.body && placesIn(open, node.body.graph)
    return [`n${index + 1}`, { at: { x: x - left, y: y - top }, node, ...(inside ? { inside } : {}) }]
  })
  const edges = open.graph.edges.flatMap(({ source, target }) => {
    const from = names.get(source.nodeId)
    const to = names.get(target.nodeId)
    return from && to
      ? [{ source: { nodeId: from, port: source.port }, target: { nodeId: to, port: target.port } }]
      : []
  })
  const clip = Clip.parse({ segue: 'nodes', version: 1, nodes: Object.fromEntries(nodes), edges })
  return `${JSON.stringify(clip, null, 2)}\n`
}

const placesIn = ({ layout }: Pick<OpenGraph, 'layout'>, graph: Graph): Record<string, Place> =>
  Object.fromEntries(idsIn(graph).map((id) => [id, own(layout.nodes, id) ?? { x: 0, y: 0 }]))

/** Reads what `copyText` wrote; `null` for any other text. */
export function readClip(text: string): Clip | null {
  try {
    return Clip.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** A node whose body, and all in it, has ids of its own: ids are unique in the whole document. */
function withIds(node: GraphNode, idOf: (id: string) => string): GraphNode {
  const { body } = node
  if (!body) return node
  const at = <T extends { nodeId: string }>(end: T): T => ({ ...end, nodeId: idOf(end.nodeId) })
  const nodes = Object.entries(body.graph.nodes).map(([id, inner]) => [idOf(id), withIds(inner, idOf)])
  const edges = body.graph.edges.map(({ source, target }) => ({
    id: newId('e'),
    source: at(source),
    target: at(target),
  }))
  const inputs = body.inputs.map((input) => ({ ...input, to: input.to.map(at) }))
  const outputs = body.outputs.map((output) => ({ ...output, from: at(output.from) }))
  return { ...node, body: { inputs, outputs, graph: { nodes: Object.fromEntries(nodes), edges } } }
}

/** The changes that place a clip with its top left corner at `at`, and the ids its nodes get. */
export function pasteChanges(
  { holder }: Pick<OpenGraph, 'holder'>,
  clip: Clip,
  at: { x: number; y: number },
): { nodeIds: readonly string[]; changes: readonly Change[] } {
  const ids = new Map(Object.keys(clip.nodes).map((name) => [name, newId('n')]))
  const idOf = (name: string) => ids.get(name) ?? name
  const nodes = Object.entries(clip.nodes).flatMap(([name, { at: place, node, inside = {} }]): Change[] => {
    const spot = { x: Math.round(at.x + place.x), y: Math.round(at.y + place.y) }
    const inner = new Map((node.body ? idsIn(node.body.graph) : []).map((id) => [id, newId('n')]))
    const innerId = (id: string) => inner.get(id) ?? id
    return [
      { type: 'node.add', nodeId: idOf(name), node: withIds(node, innerId), at: spot, in: holder },
      ...[...inner].flatMap(([old, nodeId]): Change[] => {
        const stands = own(inside, old)
        return stands ? [{ type: 'node.move', nodeId, at: stands }] : []
      }),
    ]
  })
  const edges = clip.edges
    .filter(({ source, target }) => ids.has(source.nodeId) && ids.has(target.nodeId))
    .map(({ source, target }): Change => {
      const from = { nodeId: idOf(source.nodeId), port: source.port }
      return {
        type: 'edge.add',
        edge: { id: newId('e'), source: from, target: { nodeId: idOf(target.nodeId), port: target.port } },
      }
    })
  return { nodeIds: [...ids.values()], changes: [...nodes, ...edges] }
}
