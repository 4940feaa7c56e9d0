import { fail, type GraphNode, type Recipe } from '@segue/protocol'
import type { z } from 'zod'
import { nodeConfig } from '../machines/nodeMachine.ts'
import { runConfig } from '../machines/runMachine.ts'
import type { NodeTypeLike, NodeTypes } from '../nodeTypeLike.ts'
import type { Compiled, PlanNode, Source } from '../types.ts'
import { hashOf } from './hash.ts'
import { kindsOf } from './kinds.ts'
import { linksOf, orderOf, sorted } from './order.ts'
import { originOf } from './origin.ts'

// Both configs are JSON by construction; a round trip makes it so for the type as well.
const plain = (config: unknown): z.core.util.JSONType => JSON.parse(JSON.stringify(config))

/** Machine configs by their hash: one machine serves every node, one every run. */
const machines = Object.fromEntries(
  [nodeConfig, runConfig].map((config) => [hashOf(plain(config)), plain(config)]),
)

const passThroughOf = (type: NodeTypeLike): Record<string, string> =>
  Object.fromEntries(
    Object.entries(type.passThrough ?? {}).flatMap(([out, into]) => (into ? [[out, into]] : [])),
  )

/** Whether what arrives at this port matters: to nodes that run, and to bypassed ones if they pass it on. */
const takes = (kind: PlanNode['kind'] | undefined, type: NodeTypeLike, port: string): boolean =>
  kind === 'action' || (kind === 'bypassed' && Object.values(passThroughOf(type)).includes(port))

function planNode(
  node: GraphNode,
  type: NodeTypeLike,
): Omit<PlanNode, 'nodeId' | 'kind' | 'inputs' | 'upstream' | 'downstream'> {
  return {
    type: node.type,
    version: node.version,
    name: node.name,
    lane: type.lane,
    locks: type.locks ?? [],
    repeatable: type.repeatable,
    policy: node.policy,
    params: node.params,
    passThrough: passThroughOf(type),
    frozen: node.mode === 'frozen' ? (node.frozen?.outputs ?? {}) : {},
  }
}

/**
 * A recipe that passed `validate`, ready to run. Equal graphs give equal hashes, whatever the order of their keys,
 * edges and layout. Fails with `recipe.invalid` for a recipe that does not pass.
 */
export function compile(recipe: Recipe, types: NodeTypes): Compiled {
  const graph = new Map(Object.entries(recipe.graph.nodes))
  const typeOf = (nodeId: string) => types.get(graph.get(nodeId)?.type ?? '') ?? invalid(nodeId)
  const kinds = kindsOf(recipe)
  const edges = recipe.graph.edges.filter(({ target: { nodeId, port } }) =>
    takes(kinds.get(nodeId), typeOf(nodeId), port),
  )
  const links = linksOf(
    graph.keys(),
    edges.map(({ source, target }) => [source.nodeId, target.nodeId]),
  )
  const order = orderOf(links)
  if (order.length < graph.size) invalid(sorted(graph.keys()).find((id) => !order.includes(id)) ?? '')

  const sources = Map.groupBy(edges, ({ target }) => target.nodeId)
  const given = Map.groupBy(
    recipe.inputs.flatMap(({ key, to }) => to.map((target) => ({ key, target }))),
    ({ target }) => target.nodeId,
  )
  const nodes = new Map<string, PlanNode>()
  for (const nodeId of order) {
    const node = graph.get(nodeId) ?? invalid(nodeId)
    const type = typeOf(nodeId)
    const kind = kinds.get(nodeId) ?? 'action'
    const inputs: [string, Source][] = []
    for (const { key, target } of given.get(nodeId) ?? []) {
      const port = 'port' in target ? target.port : target.param
      if (takes(kind, type, port)) inputs.push([port, { from: 'input', key }])
    }
    for (const { source, target } of sources.get(nodeId) ?? []) {
      const origin = originOf(nodes, source)
      if (origin) inputs.push([target.port, origin])
    }
    nodes.set(nodeId, {
      nodeId,
      kind,
      ...planNode(node, type),
      inputs: Object.fromEntries(inputs),
      upstream: sorted(links.upstream.get(nodeId) ?? []),
      downstream: sorted(links.downstream.get(nodeId) ?? []),
    })
  }
  const plan = {
    nodes: [...nodes.values()],
    outputs: recipe.outputs.map(({ key, from }) => ({ key, nodeId: from.nodeId, port: from.port })),
  }
  return { hash: hashOf({ plan, machines: Object.keys(machines).sort() }), plan, machines }
}

function invalid(nodeId: string): never {
  throw fail({
    code: 'recipe.invalid',
    message: 'This recipe has failures and cannot run.',
    hint: 'Validate it first and repair what the failures name.',
    kind: 'bug',
    nodeId,
  })
}
