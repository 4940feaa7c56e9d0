import { type Change, Edge, GraphNode, Point, type Recipe } from '@segue/protocol'
import { z } from 'zod'
import { newId } from './ids.ts'

/** What the clipboard holds: nodes with ids of their own (`n1`, `n2`…) and positions from the top left corner. */
const Clip = z.strictObject({
  segue: z.literal('nodes'),
  version: z.literal(1),
  nodes: z.record(z.string(), z.strictObject({ at: Point, node: GraphNode })),
  edges: z.array(Edge.omit({ id: true })),
})
export type Clip = z.infer<typeof Clip>

/**
 * Nodes and the wires between them as text that a person can keep in a file. The same part of a graph gives the
 * same text, whatever its ids are and wherever it stands.
 */
export function copyText(recipe: Recipe, nodeIds: ReadonlySet<string>): string {
  const picked = Object.entries(recipe.graph.nodes).filter(([id]) => nodeIds.has(id))
  const places = picked.map(([id]) => recipe.layout.nodes[id] ?? { x: 0, y: 0 })
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const names = new Map(picked.map(([id], index) => [id, `n${index + 1}`]))
  const nodes = picked.map(([, node], index) => {
    const { x, y } = places[index] ?? { x: left, y: top }
    return [`n${index + 1}`, { at: { x: x - left, y: y - top }, node }]
  })
  const edges = recipe.graph.edges.flatMap(({ source, target }) => {
    const from = names.get(source.nodeId)
    const to = names.get(target.nodeId)
    return from && to
      ? [{ source: { nodeId: from, port: source.port }, target: { nodeId: to, port: target.port } }]
      : []
  })
  const clip = Clip.parse({ segue: 'nodes', version: 1, nodes: Object.fromEntries(nodes), edges })
  return `${JSON.stringify(clip, null, 2)}\n`
}

/** Reads what `copyText` wrote; `null` for any other text. */
export function readClip(text: string): Clip | null {
  try {
    return Clip.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The changes that place a clip with its top left corner at `at`, and the ids its nodes get. */
export function pasteChanges(
  clip: Clip,
  at: { x: number; y: number },
): { nodeIds: readonly string[]; changes: readonly Change[] } {
  const ids = new Map(Object.keys(clip.nodes).map((name) => [name, newId('n')]))
  const idOf = (name: string) => ids.get(name) ?? name
  const nodes = Object.entries(clip.nodes).map(([name, { at: place, node }]): Change => {
    const spot = { x: Math.round(at.x + place.x), y: Math.round(at.y + place.y) }
    return { type: 'node.add', nodeId: idOf(name), node, at: spot }
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
