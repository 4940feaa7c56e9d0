import type { Change } from './change.ts'
import { type Draft, openDraft } from './draft.ts'
import type { DraftGraph } from './draftGraph.ts'
import { type FailureError, fail } from './failure.ts'
import type { Body, Edge, GraphNode } from './graph.ts'
import { idsIn } from './places.ts'
import type { Recipe, RecipeInput } from './recipe.ts'

/** Bodies inside bodies; a document that is nested deeper is refused by the validator as a whole. */
const maxBodies = 12

const conflict = (code: string, message: string): FailureError =>
  fail({ code, message, hint: 'Load the recipe again and repeat the edit.', kind: 'input' })

function holding(draft: Draft, nodeId: string): DraftGraph {
  const graph = draft.holding(nodeId)
  if (!graph) throw conflict('change.node-unknown', `There is no node ${nodeId} in this recipe.`)
  return graph
}

function editNode(draft: Draft, nodeId: string, edit: (node: GraphNode) => GraphNode): void {
  const graph = holding(draft, nodeId)
  const node = graph.node(nodeId)
  if (node) graph.setNode(nodeId, edit(node))
}

function addNode(draft: Draft, { nodeId, node, at, in: holder }: Change & { type: 'node.add' }): void {
  for (const id of [nodeId, ...(node.body ? idsIn(node.body.graph) : [])])
    if (draft.holding(id)) throw conflict('change.node-exists', `There is already a node ${id}.`)
  const graph = holder === null ? draft.root : holding(draft, holder).bodies.get(holder)
  if (!graph) throw conflict('change.no_body', `The node ${holder} holds no others.`)
  if (graph.depth > maxBodies)
    throw conflict('change.too_deep', `Nodes lie at most ${maxBodies} deep in each other.`)
  draft.addNode(graph, nodeId, node)
  draft.place(nodeId, at)
}

/** Inputs without the targets that sit on a node; an input with no target left goes with it. */
const inputsWithout = (inputs: RecipeInput[], gone: ReadonlySet<string>): RecipeInput[] =>
  inputs
    .map((input) => ({ ...input, to: input.to.filter((target) => !gone.has(target.nodeId)) }))
    .filter((input) => input.to.length > 0)

/** The face of a body without what leads to a node. Its inputs stay: they are ports that may have a wire. */
const faceWithout = (body: Body, nodeId: string): Body => ({
  ...body,
  inputs: body.inputs.map((input) => ({
    ...input,
    to: input.to.filter((target) => target.nodeId !== nodeId),
  })),
  outputs: body.outputs.filter(({ from }) => from.nodeId !== nodeId),
})

function removeNode(draft: Draft, nodeId: string): void {
  const graph = holding(draft, nodeId)
  const gone = draft.removeNode(graph, nodeId)
  const { head } = draft
  head.inputs = inputsWithout(head.inputs, gone)
  head.outputs = head.outputs.filter(({ from }) => !gone.has(from.nodeId))
  const { holder } = graph
  const outer = holder?.graph.node(holder.nodeId)
  if (holder && outer?.body)
    holder.graph.setNode(holder.nodeId, { ...outer, body: faceWithout(outer.body, nodeId) })
}

function addEdge(draft: Draft, edge: Edge): void {
  if (draft.wiring(edge.id)) throw conflict('change.edge-exists', `There is already an edge ${edge.id}.`)
  const graph = holding(draft, edge.source.nodeId)
  holding(draft, edge.target.nodeId)
  if (!graph.node(edge.target.nodeId))
    throw conflict(
      'change.other_graph',
      'A wire cannot lead into or out of a body; use its inputs and outputs.',
    )
  draft.addEdge(graph, edge)
}

function removeEdge(draft: Draft, edgeId: string): void {
  const graph = draft.wiring(edgeId)
  if (!graph) throw conflict('change.edge-unknown', `There is no edge ${edgeId} in this recipe.`)
  for (const edge of graph.edges(edgeId)) draft.removeEdge(graph, edge)
}

function setParam(params: GraphNode['params'], change: Change & { type: 'param.set' }): GraphNode['params'] {
  const { param, value, unset } = change
  return unset
    ? Object.fromEntries(Object.entries(params).filter(([name]) => name !== param))
    : { ...params, [param]: value }
}

function setFace(node: GraphNode, { nodeId, inputs, outputs }: Change & { type: 'body.face' }): GraphNode {
  if (!node.body) throw conflict('change.no_body', `The node ${nodeId} holds no others.`)
  return { ...node, body: { ...node.body, inputs, outputs } }
}

function setMode({ frozen: before, ...node }: GraphNode, change: Change & { type: 'node.mode' }): GraphNode {
  const frozen = change.mode === 'frozen' ? (change.frozen ?? before) : undefined
  return { ...node, mode: change.mode, ...(frozen === undefined ? {} : { frozen }) }
}

function applyChange(draft: Draft, change: Change): void {
  const { head } = draft
  switch (change.type) {
    case 'node.add':
      return addNode(draft, change)
    case 'node.remove':
      return removeNode(draft, change.nodeId)
    case 'node.move':
      holding(draft, change.nodeId)
      return draft.place(change.nodeId, change.at)
    case 'node.rename':
      return editNode(draft, change.nodeId, (node) => ({ ...node, name: change.name }))
    case 'node.mode':
      return editNode(draft, change.nodeId, (node) => setMode(node, change))
    case 'node.policy':
      return editNode(draft, change.nodeId, (node) => ({ ...node, policy: change.policy }))
    case 'node.promote':
      return editNode(draft, change.nodeId, (node) => ({ ...node, promoted: change.promoted }))
    case 'param.set':
      return editNode(draft, change.nodeId, (node) => ({ ...node, params: setParam(node.params, change) }))
    case 'edge.add':
      return addEdge(draft, change.edge)
    case 'edge.remove':
      return removeEdge(draft, change.edgeId)
    case 'body.face':
      return editNode(draft, change.nodeId, (node) => setFace(node, change))
    case 'recipe.use':
      return editNode(draft, change.nodeId, (node) => ({ ...node, recipe: change.recipe }))
    case 'recipe.set':
      head.name = change.name ?? head.name
      head.description = change.description ?? head.description
      head.tags = change.tags ?? head.tags
      if (change.cover !== undefined) head.cover = change.cover
      return
    case 'layout.marks':
      draft.marks = { frames: change.frames, notes: change.notes }
      return
    case 'inputs.set':
      head.inputs = change.inputs
      return
    case 'outputs.set':
      head.outputs = change.outputs
      return
  }
}

/**
 * The recipe after a list of changes, in order; all or none. `revision` stays: whoever stores the draft counts it.
 * Removing a node takes its edges, its body, input targets and outputs along. Whether the result can run is the
 * validator's business. Fails with `change.*` when a change names what is not there or adds what is. Takes as long as
 * the recipe and the list are, together.
 */
export function applyChanges(recipe: Recipe, changes: readonly Change[]): Recipe {
  const draft = openDraft(recipe)
  for (const change of changes) applyChange(draft, change)
  return draft.done()
}
