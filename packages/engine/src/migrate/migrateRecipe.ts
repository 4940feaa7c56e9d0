import {
  type Body,
  type Graph,
  type GraphNode,
  type InputTarget,
  type MigratedNode,
  type NodeMigration,
  own,
  type Recipe,
} from '@segue/protocol'
import type { NodeTypes } from '../nodeTypeLike.ts'

/** A recipe with its nodes up to date, and which of them were not; the same recipe when all of them were. */
export interface Migrated {
  recipe: Recipe
  nodes: MigratedNode[]
}

/** What a node's ports and params are called now. */
interface Names {
  params: Map<string, string>
  inputs: Map<string, string>
  outputs: Map<string, string>
}

/**
 * Brings every node of an older version to the version of its type, as the type's migrations say; bodies too. A node
 * whose type is not here, is older than the node, or does not say how, stays as it is: the validator names it. Wires,
 * inputs, outputs and frozen values follow ports and params that have another name now.
 */
export function migrateRecipe(recipe: Recipe, types: NodeTypes): Migrated {
  const nodes: MigratedNode[] = []
  const names = new Map<string, Names>()
  const graph = graphOf(recipe.graph, types, { nodes, names })
  if (nodes.length === 0) return { recipe, nodes }
  const inputs = recipe.inputs.map((input) => ({
    ...input,
    to: input.to.map((target) => targetOf(target, names)),
  }))
  const outputs = recipe.outputs.map((output) => ({ ...output, from: sourceOf(output.from, names) }))
  return { recipe: { ...recipe, graph, inputs, outputs }, nodes }
}

interface Found {
  nodes: MigratedNode[]
  names: Map<string, Names>
}

function graphOf(graph: Graph, types: NodeTypes, found: Found): Graph {
  const nodes = Object.fromEntries(
    Object.entries(graph.nodes).map(([id, node]) => [id, nodeOf(id, node, types, found)]),
  )
  const edges = graph.edges.map((edge) => {
    const [source, target] = [sourceOf(edge.source, found.names), portOf(edge.target, found.names)]
    return { ...edge, source, target }
  })
  return { nodes, edges }
}

function bodyOf({ inputs, outputs, graph }: Body, types: NodeTypes, found: Found): Body {
  const inside = graphOf(graph, types, found)
  return {
    inputs: inputs.map((input) => ({
      ...input,
      to: input.to.map((target) => targetOf(target, found.names)),
    })),
    outputs: outputs.map((output) => ({ ...output, from: sourceOf(output.from, found.names) })),
    graph: inside,
  }
}

function nodeOf(nodeId: string, before: GraphNode, types: NodeTypes, found: Found): GraphNode {
  const node = before.body ? { ...before, body: bodyOf(before.body, types, found) } : before
  const type = types.get(node.type)
  const steps = type ? stepsOf(type.migrations ?? {}, node.version, type.version) : []
  if (!type || steps.length === 0) return node
  const names: Names = { params: new Map(), inputs: new Map(), outputs: new Map() }
  let params = node.params
  for (const { renamedParams = {}, renamedInputs = {}, renamedOutputs = {}, params: migrate } of steps) {
    rename(names.params, renamedParams)
    rename(names.inputs, renamedInputs)
    rename(names.outputs, renamedOutputs)
    params = rekeyed(params, renamedParams)
    if (migrate) params = migrate(params)
  }
  found.names.set(nodeId, names)
  found.nodes.push({
    nodeId,
    ...{ name: node.name, title: type.title, from: node.version, to: type.version },
    says: steps.map(({ says }) => says),
  })
  const outputs = node.frozen && rekeyed(node.frozen.outputs, Object.fromEntries(names.outputs))
  return {
    ...node,
    version: type.version,
    params,
    promoted: node.promoted.map((param) => names.params.get(param) ?? param),
    ...(outputs ? { frozen: { outputs } } : {}),
  }
}

/** All migrations on the way, or none when one is missing. */
function stepsOf(
  migrations: Readonly<Record<number, NodeMigration>>,
  from: number,
  to: number,
): NodeMigration[] {
  const steps: NodeMigration[] = []
  for (let version = from; version < to; version++) {
    const step = migrations[version]
    if (!step) return []
    steps.push(step)
  }
  return steps
}

/** Takes further names into those of earlier versions. */
function rename(names: Map<string, string>, renamed: Readonly<Record<string, string>>): void {
  const known = new Map([...names].map(([old, now]) => [now, old]))
  for (const [before, after] of Object.entries(renamed)) names.set(known.get(before) ?? before, after)
}

function rekeyed<T>(
  values: Readonly<Record<string, T>>,
  renamed: Readonly<Record<string, string>>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [own(renamed, key) ?? key, value]))
}

function targetOf(target: InputTarget, names: Found['names']): InputTarget {
  const known = names.get(target.nodeId)
  if (!known) return target
  if ('param' in target) return { ...target, param: known.params.get(target.param) ?? target.param }
  return portOf(target, names)
}

/** An input port, or a param that is shown as one. */
function portOf<P extends { nodeId: string; port: string }>(end: P, names: Found['names']): P {
  const known = names.get(end.nodeId)
  return known ? { ...end, port: known.inputs.get(end.port) ?? known.params.get(end.port) ?? end.port } : end
}

function sourceOf<P extends { nodeId: string; port: string }>(end: P, names: Found['names']): P {
  const port = names.get(end.nodeId)?.outputs.get(end.port)
  return port === undefined ? end : { ...end, port }
}
