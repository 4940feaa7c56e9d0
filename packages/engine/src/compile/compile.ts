import { fail, type Recipe } from '@segue/protocol'
import { machinesFor } from '../machines/configs.ts'
import type { NodeTypes } from '../nodeTypeLike.ts'
import type { Compiled, PlanNode, Source } from '../types.ts'
import { checkOptions } from './checkOptions.ts'
import { childOf, type Nesting } from './children.ts'
import { dealersIn } from './dealers.ts'
import { edited } from './edited.ts'
import { hashOf } from './hash.ts'
import { kindsOf } from './kinds.ts'
import type { CompileOptions } from './options.ts'
import { linksOf, orderOf, sorted } from './order.ts'
import { originOf } from './origin.ts'
import { type Part, portOf } from './part.ts'
import { planNode } from './planNode.ts'
import { hearersOf, takes, wireOf } from './wires.ts'

/**
 * A recipe that passed `validate`, ready to run, or a part of it. Equal graphs give equal hashes, whatever the order
 * of their keys, edges and layout. Bodies and other recipes are compiled into their nodes. Fails with
 * `recipe.invalid` for a recipe that does not pass, `recipe.too_deep`, `recipe.too_large`, and for options that do not
 * fit with `recipe.no_node`, `recipe.no_port` and `input.invalid`.
 */
export function compile(recipe: Recipe, types: NodeTypes, options: CompileOptions = {}): Compiled {
  const inside: CompileOptions = options.fresh === 'all' ? { fresh: 'all' } : {}
  const compilePart = (part: Part, nesting: Nesting, own = inside): Compiled =>
    compileOne(edited(part, own.edits), types, own, (nodeId) => {
      nesting.nodes.count++
      const node = part.graph.nodes[nodeId]
      return node ? childOf(nodeId, node, types.get(node.type)?.control, { ...nesting, compilePart }) : null
    })
  checkOptions(recipe, types, options)
  const nesting = { recipes: options.recipes, depth: 0, known: new Map(), nodes: { count: 0 } }
  // The defaults of the recipe itself are filled in where its run is checked; those of recipes inside it are not.
  const inputs = recipe.inputs.map(({ key, to }) => ({ key, to }))
  return compilePart({ ...recipe, inputs }, nesting, options)
}

function compileOne(
  part: Part,
  types: NodeTypes,
  options: CompileOptions,
  childFor: (nodeId: string) => Compiled | null,
): Compiled {
  const graph = new Map(Object.entries(part.graph.nodes))
  const nodeOf = (nodeId: string) => graph.get(nodeId) ?? invalid(nodeId)
  const typeOf = (nodeId: string) => types.get(nodeOf(nodeId).type) ?? invalid(nodeId)
  const kinds = kindsOf(part, options)
  const kindOf = (nodeId: string) => kinds.get(nodeId) ?? 'action'
  const wires = part.graph.edges
    .filter(({ target: { nodeId, port } }) => takes(kinds.get(nodeId), typeOf(nodeId), port))
    .map((edge) => wireOf(edge, nodeOf(edge.source.nodeId), typeOf(edge.source.nodeId)))
  const order = orderOf(
    linksOf(
      graph.keys(),
      wires.map(({ source, target }) => [source.nodeId, target.nodeId]),
    ),
  )
  if (order.length < graph.size) invalid(sorted(graph.keys()).find((id) => !order.includes(id)) ?? '')

  const into = Map.groupBy(wires, ({ target }) => target.nodeId)
  const out = Map.groupBy(wires, ({ source }) => source.nodeId)
  const given = Map.groupBy(
    part.inputs.flatMap(({ key, to, default: otherwise }) =>
      to.map((target) => ({ source: { key, ...(otherwise === undefined ? {} : { otherwise }) }, target })),
    ),
    ({ target }) => target.nodeId,
  )
  const running = order.filter((id) => kindOf(id) === 'action')
  const { caught, rivals } = dealersIn({
    order,
    controls: new Map(running.map((id) => [id, typeOf(id).control ?? null])),
    wires,
    shown: new Set(part.outputs.map(({ from }) => from.nodeId)),
  })

  const nodes = new Map<string, PlanNode>()
  for (const nodeId of order) {
    const type = typeOf(nodeId)
    const kind = kindOf(nodeId)
    const feeding = into.get(nodeId) ?? []
    const inputs: [string, Source][] = []
    for (const { source, target } of given.get(nodeId) ?? [])
      if (takes(kind, type, portOf(target))) inputs.push([portOf(target), { from: 'input', ...source }])
    for (const { source, target } of feeding) {
      const origin = originOf(nodes, source)
      if (origin) inputs.push([target.port, origin])
    }
    if (kind === 'action')
      for (const [port, value] of Object.entries(options.edits?.[nodeId] ?? {}))
        inputs.push([port, { from: 'value', value }])
    const entries = type.control ? feeding.map(({ target, entry }) => [target.port, entry]) : []
    nodes.set(nodeId, {
      ...planNode(nodeId, nodeOf(nodeId), type, {
        kind,
        kept: options.kept?.[nodeId],
        fresh: options.fresh === 'all' || options.fresh?.includes(nodeId) === true,
      }),
      inputs: Object.fromEntries(inputs),
      feeders: Object.fromEntries(entries),
      upstream: sorted(new Set(feeding.map(({ entry }) => entry))),
      ...hearersOf(out.get(nodeId) ?? []),
      caught: caught.has(nodeId),
      rivals: rivals.get(nodeId) ?? {},
      child: kind === 'action' ? childFor(nodeId) : null,
    })
  }
  const plan = {
    nodes: [...nodes.values()],
    outputs: part.outputs.map(({ key, from }) => ({ key, nodeId: from.nodeId, port: from.port })),
  }
  const machines = machinesFor(plan.nodes)
  return { hash: planHash(plan, Object.keys(machines)), plan, machines }
}

/** Children stand for themselves by their hash. */
const planHash = ({ nodes, outputs }: Compiled['plan'], machines: readonly string[]): string =>
  hashOf({
    plan: { nodes: nodes.map(({ child, ...node }) => ({ ...node, child: child?.hash ?? null })), outputs },
    machines: sorted(machines),
  })

function invalid(nodeId: string): never {
  throw fail({
    code: 'recipe.invalid',
    message: 'This recipe has failures and cannot run.',
    hint: 'Validate it first and repair what the failures name.',
    kind: 'bug',
    nodeId,
  })
}
