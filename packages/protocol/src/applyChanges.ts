import type { Change } from './change.ts'
import { type FailureError, fail } from './failure.ts'
import type { GraphNode } from './graph.ts'
import type { Recipe, RecipeInput } from './recipe.ts'

const conflict = (code: string, message: string): FailureError =>
  fail({ code, message, hint: 'Load the recipe again and repeat the edit.', kind: 'input' })

const omit = <T>(record: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))

function withNode(recipe: Recipe, nodeId: string, edit: (node: GraphNode) => GraphNode): Recipe {
  const node = recipe.graph.nodes[nodeId]
  if (!node) throw conflict('change.node-unknown', `There is no node ${nodeId} in this recipe.`)
  return { ...recipe, graph: { ...recipe.graph, nodes: { ...recipe.graph.nodes, [nodeId]: edit(node) } } }
}

/** Inputs without the targets that sit on a node; an input with no target left goes with it. */
const inputsWithout = (inputs: RecipeInput[], nodeId: string): RecipeInput[] =>
  inputs
    .map((input) => ({ ...input, to: input.to.filter((target) => target.nodeId !== nodeId) }))
    .filter((input) => input.to.length > 0)

function removeNode(recipe: Recipe, nodeId: string): Recipe {
  const { graph, layout } = withNode(recipe, nodeId, (node) => node)
  return {
    ...recipe,
    inputs: inputsWithout(recipe.inputs, nodeId),
    outputs: recipe.outputs.filter((output) => output.from.nodeId !== nodeId),
    graph: {
      nodes: omit(graph.nodes, nodeId),
      edges: graph.edges.filter((edge) => edge.source.nodeId !== nodeId && edge.target.nodeId !== nodeId),
    },
    layout: { ...layout, nodes: omit(layout.nodes, nodeId) },
  }
}

function applyChange(recipe: Recipe, change: Change): Recipe {
  const { graph, layout } = recipe
  switch (change.type) {
    case 'node.add': {
      if (graph.nodes[change.nodeId])
        throw conflict('change.node-exists', `There is already a node ${change.nodeId}.`)
      return {
        ...recipe,
        graph: { ...graph, nodes: { ...graph.nodes, [change.nodeId]: change.node } },
        layout: { ...layout, nodes: { ...layout.nodes, [change.nodeId]: change.at } },
      }
    }
    case 'node.remove':
      return removeNode(recipe, change.nodeId)
    case 'node.move':
      return {
        ...withNode(recipe, change.nodeId, (node) => node),
        layout: { ...layout, nodes: { ...layout.nodes, [change.nodeId]: change.at } },
      }
    case 'node.rename':
      return withNode(recipe, change.nodeId, (node) => ({ ...node, name: change.name }))
    case 'node.mode':
      return withNode(recipe, change.nodeId, (node) => ({ ...node, mode: change.mode }))
    case 'node.policy':
      return withNode(recipe, change.nodeId, (node) => ({ ...node, policy: change.policy }))
    case 'node.promote':
      return withNode(recipe, change.nodeId, (node) => ({ ...node, promoted: change.promoted }))
    case 'param.set':
      return withNode(recipe, change.nodeId, (node) => ({
        ...node,
        params: change.unset
          ? omit(node.params, change.param)
          : { ...node.params, [change.param]: change.value },
      }))
    case 'edge.add': {
      if (graph.edges.some((edge) => edge.id === change.edge.id))
        throw conflict('change.edge-exists', `There is already an edge ${change.edge.id}.`)
      for (const { nodeId } of [change.edge.source, change.edge.target])
        withNode(recipe, nodeId, (node) => node)
      return { ...recipe, graph: { ...graph, edges: [...graph.edges, change.edge] } }
    }
    case 'edge.remove': {
      const edges = graph.edges.filter((edge) => edge.id !== change.edgeId)
      if (edges.length === graph.edges.length)
        throw conflict('change.edge-unknown', `There is no edge ${change.edgeId} in this recipe.`)
      return { ...recipe, graph: { ...graph, edges } }
    }
    case 'recipe.set':
      return {
        ...recipe,
        name: change.name ?? recipe.name,
        description: change.description ?? recipe.description,
      }
    case 'inputs.set':
      return { ...recipe, inputs: change.inputs }
    case 'outputs.set':
      return { ...recipe, outputs: change.outputs }
  }
}

/**
 * The recipe after a list of changes, in order; all or none. `revision` stays: whoever stores the draft counts it.
 * Removing a node takes its edges, input targets and outputs along. Whether the result can run is the
 * validator's business. Fails with `change.*` when a change names what is not there or adds what is.
 */
export function applyChanges(recipe: Recipe, changes: readonly Change[]): Recipe {
  return changes.reduce(applyChange, recipe)
}
