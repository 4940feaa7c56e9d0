import { applyChanges } from './applyChanges.ts'
import type { Change } from './change.ts'
import type { GraphNode } from './graph.ts'
import { type PlacedNode, placedEdges, placedNodes } from './placedNodes.ts'
import type { Recipe } from './recipe.ts'
import { sameJson } from './sameJson.ts'

/** Whether no list of smaller changes makes one node the other: it has to go and come again. */
const isAnother = (before: PlacedNode, after: PlacedNode): boolean =>
  before.holder !== after.holder ||
  before.node.type !== after.node.type ||
  before.node.version !== after.node.version ||
  !sameJson(before.node.origin, after.node.origin) ||
  (before.node.body === undefined) !== (after.node.body === undefined) ||
  (before.node.recipe !== undefined && after.node.recipe === undefined) ||
  (after.node.frozen !== undefined && after.node.mode !== 'frozen') ||
  (before.node.frozen !== undefined && after.node.frozen === undefined && after.node.mode === 'frozen')

/** Nodes that stay, whatever may change about them: the same in both, in bodies that stay. */
function lastingNodes(before: Map<string, PlacedNode>, after: Map<string, PlacedNode>): Set<string> {
  const lasting = new Set<string>()
  // From the outside in, so that a holder is known before what lies in it.
  for (const [id, now] of after) {
    const old = before.get(id)
    if (old && !isAnother(old, now) && (now.holder === null || lasting.has(now.holder))) lasting.add(id)
  }
  return lasting
}

/** Nodes that go, and those that come, each with all that lies in it. */
function structure(a: Recipe, b: Recipe): { changes: Change[]; lasting: Set<string> } {
  const [before, after] = [placedNodes(a.graph), placedNodes(b.graph)]
  const lasting = lastingNodes(before, after)
  const outermost = ([id, { holder }]: [string, PlacedNode]) =>
    !lasting.has(id) && (holder === null || lasting.has(holder))
  const at = (id: string) => b.layout.nodes[id] ?? { x: 0, y: 0 }
  return {
    lasting,
    changes: [
      ...[...before].filter(outermost).map(([nodeId]): Change => ({ type: 'node.remove', nodeId })),
      ...[...after].filter(outermost).map(
        ([nodeId, { node, holder }]): Change => ({
          type: 'node.add',
          nodeId,
          node,
          at: at(nodeId),
          in: holder,
        }),
      ),
    ],
  }
}

function paramChanges(nodeId: string, before: GraphNode, after: GraphNode): Change[] {
  const [old, now] = [new Map(Object.entries(before.params)), new Map(Object.entries(after.params))]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((param) => !sameJson(old.get(param), now.get(param)))
    .map((param) => ({
      type: 'param.set',
      nodeId,
      param,
      value: now.get(param) ?? null,
      unset: !now.has(param),
    }))
}

/** What changes about a node that stays, its face and body aside. */
function nodeChanges(nodeId: string, before: GraphNode, after: GraphNode): Change[] {
  const { name, promoted, mode, policy, recipe, frozen } = after
  const changes = paramChanges(nodeId, before, after)
  if (before.name !== name) changes.push({ type: 'node.rename', nodeId, name })
  if (!sameJson(before.promoted, promoted)) changes.push({ type: 'node.promote', nodeId, promoted })
  if (!sameJson(before.policy, policy)) changes.push({ type: 'node.policy', nodeId, policy })
  if (before.mode !== mode || !sameJson(before.frozen, frozen))
    changes.push({ type: 'node.mode', nodeId, mode, ...(frozen === undefined ? {} : { frozen }) })
  if (recipe && !sameJson(before.recipe, recipe)) changes.push({ type: 'recipe.use', nodeId, recipe })
  return changes
}

function wireChanges(a: Recipe, b: Recipe): Change[] {
  const [before, after] = [placedEdges(a.graph), placedEdges(b.graph)]
  return [
    ...[...before]
      .filter(([id, placed]) => !sameJson(placed, after.get(id)))
      .map(([edgeId]): Change => ({ type: 'edge.remove', edgeId })),
    ...[...after]
      .filter(([id, placed]) => !sameJson(placed, before.get(id)))
      .map(([, { edge }]): Change => ({ type: 'edge.add', edge })),
  ]
}

function faceChanges(a: Recipe, b: Recipe): Change[] {
  const before = placedNodes(a.graph)
  return [...placedNodes(b.graph)].flatMap(
    ([
      nodeId,
      {
        node: { body },
      },
    ]): Change[] => {
      const old = before.get(nodeId)?.node.body
      if (!body || !old || sameJson([old.inputs, old.outputs], [body.inputs, body.outputs])) return []
      return [{ type: 'body.face', nodeId, inputs: body.inputs, outputs: body.outputs }]
    },
  )
}

function restChanges(a: Recipe, b: Recipe): Change[] {
  const changes: Change[] = []
  const { name, description, tags, cover } = b
  const head = {
    ...(a.name === name ? {} : { name }),
    ...(a.description === description ? {} : { description }),
    ...(sameJson(a.tags, tags) ? {} : { tags }),
    ...(sameJson(a.cover, cover) ? {} : { cover }),
  }
  if (Object.keys(head).length > 0) changes.push({ type: 'recipe.set', ...head })
  if (!sameJson(a.inputs, b.inputs)) changes.push({ type: 'inputs.set', inputs: b.inputs })
  if (!sameJson(a.outputs, b.outputs)) changes.push({ type: 'outputs.set', outputs: b.outputs })
  const { frames, notes } = b.layout
  if (!sameJson([a.layout.frames, a.layout.notes], [frames, notes]))
    changes.push({ type: 'layout.marks', frames, notes })
  for (const nodeId of placedNodes(b.graph).keys()) {
    const at = b.layout.nodes[nodeId] ?? { x: 0, y: 0 }
    if (!sameJson(a.layout.nodes[nodeId] ?? { x: 0, y: 0 }, at))
      changes.push({ type: 'node.move', nodeId, at })
  }
  return changes
}

/**
 * The changes that make `a` say what `b` says: applied to `a` they give `b`, apart from its id and revision, the order
 * of nodes and wires, and places of nodes that are not there.
 */
export function changesBetween(a: Recipe, b: Recipe): Change[] {
  const { changes, lasting } = structure(a, b)
  const [before, after] = [placedNodes(a.graph), placedNodes(b.graph)]
  for (const id of lasting) {
    const [old, now] = [before.get(id), after.get(id)]
    if (old && now) changes.push(...nodeChanges(id, old.node, now.node))
  }
  // A node that goes takes wires, inputs and outputs along, so each part is compared with what is left by then.
  for (const part of [wireChanges, faceChanges, restChanges])
    changes.push(...part(applyChanges(a, changes), b))
  return changes
}
