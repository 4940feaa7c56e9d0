import { z } from 'zod'
import type { GraphNode } from './graph.ts'
import { type PlacedEdge, type PlacedNode, placedEdges, placedNodes } from './placedNodes.ts'
import type { Recipe } from './recipe.ts'
import { sameJson } from './sameJson.ts'

/** One field that differs. `before` or `after` is missing where the field is not set; a param says `params.name`. */
export const FieldChange = z.strictObject({
  field: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
})
export type FieldChange = z.infer<typeof FieldChange>

const NodeMark = z.strictObject({
  nodeId: z.string(),
  name: z.string(),
  type: z.string(),
  /** The node in whose body it lies; `null` for the recipe's own graph. */
  holder: z.string().nullable(),
})
export type NodeMark = z.infer<typeof NodeMark>

const end = z.strictObject({ nodeId: z.string(), port: z.string() })
const EdgeMark = z.strictObject({ edgeId: z.string(), source: end, target: end })

const fields = { fields: z.array(FieldChange) }
const keyed = z.strictObject({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.strictObject({ key: z.string(), ...fields })),
  /** The same keys in another order. */
  reordered: z.boolean(),
})

/** What differs between two states of one recipe. Where things stand on the canvas is told apart from what it means. */
export const RecipeDiff = z.strictObject({
  /** Name, description, tags, cover. */
  head: z.array(FieldChange),
  nodes: z.strictObject({
    added: z.array(NodeMark),
    removed: z.array(NodeMark),
    /** `name` is the one after. */
    changed: z.array(z.strictObject({ ...NodeMark.shape, ...fields })),
  }),
  /** A wire with another end is removed and added. */
  edges: z.strictObject({ added: z.array(EdgeMark), removed: z.array(EdgeMark) }),
  inputs: keyed,
  outputs: keyed,
  layout: z.strictObject({
    /** Nodes of both that stand elsewhere. */
    moved: z.array(z.string()),
    /** Frames or notes differ. */
    marks: z.boolean(),
  }),
})
export type RecipeDiff = z.infer<typeof RecipeDiff>

/** Fields of two objects that differ, in the order of the first and then the second. */
function fieldsOf(before: object, after: object, prefix = ''): FieldChange[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !sameJson(old.get(key), now.get(key)))
    .map((key) => ({
      field: `${prefix}${key}`,
      ...(old.get(key) === undefined ? {} : { before: old.get(key) }),
      ...(now.get(key) === undefined ? {} : { after: now.get(key) }),
    }))
}

/** A node as fields: what lies in its body is compared by itself. */
function plain({ node, holder }: PlacedNode): object {
  const { params: _, body, ...rest } = node
  return { ...rest, ...(body ? { inputs: body.inputs, outputs: body.outputs } : {}), in: holder }
}

const nodeFields = (before: PlacedNode, after: PlacedNode): FieldChange[] => [
  ...fieldsOf(plain(before), plain(after)),
  ...fieldsOf(before.node.params, after.node.params, 'params.'),
]

const markOf = (nodeId: string, { node, holder }: { node: GraphNode; holder: string | null }): NodeMark => ({
  nodeId,
  name: node.name,
  type: node.type,
  holder,
})

function nodesOf(a: Recipe, b: Recipe): RecipeDiff['nodes'] {
  const [before, after] = [placedNodes(a.graph), placedNodes(b.graph)]
  const without = (all: typeof before, others: typeof before) =>
    [...all].filter(([id]) => !others.has(id)).map(([id, placed]) => markOf(id, placed))
  return {
    added: without(after, before),
    removed: without(before, after),
    changed: [...after].flatMap(([id, placed]) => {
      const old = before.get(id)
      const changes = old ? nodeFields(old, placed) : []
      return changes.length > 0 ? [{ ...markOf(id, placed), fields: changes }] : []
    }),
  }
}

function edgesOf(a: Recipe, b: Recipe): RecipeDiff['edges'] {
  const [before, after] = [placedEdges(a.graph), placedEdges(b.graph)]
  const without = (all: Map<string, PlacedEdge>, others: Map<string, PlacedEdge>) =>
    [...all]
      .filter(([id, placed]) => !sameJson(placed, others.get(id)))
      .map(([edgeId, { edge }]) => ({ edgeId, source: edge.source, target: edge.target }))
  return { added: without(after, before), removed: without(before, after) }
}

function keyedOf(
  before: readonly { key: string }[],
  after: readonly { key: string }[],
): RecipeDiff['inputs'] {
  const [old, now] = [before.map(({ key }) => key), after.map(({ key }) => key)]
  return {
    added: now.filter((key) => !old.includes(key)),
    removed: old.filter((key) => !now.includes(key)),
    changed: after.flatMap((item) => {
      const was = before.find(({ key }) => key === item.key)
      const changes = was ? fieldsOf(was, item) : []
      return changes.length > 0 ? [{ key: item.key, fields: changes }] : []
    }),
    reordered: !sameJson(
      old.filter((key) => now.includes(key)),
      now.filter((key) => old.includes(key)),
    ),
  }
}

function layoutOf({ layout: a }: Recipe, { layout: b, graph }: Recipe): RecipeDiff['layout'] {
  return {
    moved: [...placedNodes(graph).keys()].filter(
      (id) => Object.hasOwn(a.nodes, id) && Object.hasOwn(b.nodes, id) && !sameJson(a.nodes[id], b.nodes[id]),
    ),
    marks: !sameJson([a.frames, a.notes], [b.frames, b.notes]),
  }
}

const headOf = ({ name, description, tags, cover }: Recipe) => ({ name, description, tags, cover })

/** What has to be done to `a` so that it says what `b` says. Ids tie both together, never names. */
export function diffRecipes(a: Recipe, b: Recipe): RecipeDiff {
  return {
    head: fieldsOf(headOf(a), headOf(b)),
    nodes: nodesOf(a, b),
    edges: edgesOf(a, b),
    inputs: keyedOf(a.inputs, b.inputs),
    outputs: keyedOf(a.outputs, b.outputs),
    layout: layoutOf(a, b),
  }
}
