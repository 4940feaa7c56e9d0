import { paramPort, paramSchema } from '@segue/engine'
import { elementOf, graphAt, type PortType, pathToNode, type RecipeInput } from '@segue/protocol'
import { conversion } from '../fix/convert.ts'
import { makeNode } from './addNode.ts'
import { connect, isFed } from './connect.ts'
import { keyFor } from './ids.ts'
import type { Tools } from './tools.ts'

/** Types of which a person gives a value by hand or as a file. */
const given = new Set([
  'audio',
  'video',
  'image',
  'midi',
  'file',
  'scene',
  'number',
  'text',
  'boolean',
  'json',
])

/**
 * Required inputs of new nodes that nothing feeds: joined with the last output of exactly that type that is not made
 * from them, else opened as an input of the recipe.
 */
export function fillRequired(tools: Tools): void {
  const { bench, options } = tools
  const added = bench.changes.flatMap((change) => (change.type === 'node.add' ? [change] : []))
  for (const { nodeId, in: holder } of added) {
    for (const [port, { type, required, label }] of Object.entries(bench.ports(nodeId).inputs)) {
      if (!required || isFed(bench.recipe, nodeId, port)) continue
      if (joinLast(tools, nodeId, port, type) || makeFor(tools, nodeId, port, type)) continue
      if (holder === null && options.opensInputs !== false && given.has(elementOf(type)))
        openInput(tools, { key: port, label, type, to: { nodeId, port } })
    }
    if (holder === null && options.opensInputs !== false) openParams(tools, nodeId)
  }
}

function openParams(tools: Tools, nodeId: string): void {
  const { bench } = tools
  const [type, node] = [bench.typeOf(nodeId), bench.node(nodeId)]
  if (!type || !node) return
  for (const param of Object.keys(type.params.shape)) {
    const schema = paramSchema(type, param)
    if (!schema || schema.safeParse(node.params[param]).success || isFed(bench.recipe, nodeId, param))
      continue
    const port = paramPort(schema)
    if (Object.hasOwn(node.params, param) || !given.has(port)) continue
    openInput(tools, { key: param, label: `${node.name}: ${param}`, type: port, to: { nodeId, param } })
  }
}

/** A node that makes what is needed from a file that a person can give: curves from a sound, frames from a scene. */
function makeFor(tools: Tools, nodeId: string, port: string, type: PortType): boolean {
  const { bench, options } = tools
  if (given.has(elementOf(type)) || options.opensInputs === false) return false
  const holder = pathToNode(bench.recipe.graph, nodeId)?.at(-1) ?? null
  const [source] = (['audio', 'scene', 'video'] as const).filter(
    (from) => conversion(options.types, from, type)?.length === 1,
  )
  const [maker] = (source && conversion(options.types, source, type)) ?? []
  if (!maker || holder !== null) return false
  const name = `${maker.type.id.split('.').at(-1)}_for_${nodeId}`
  const made = makeNode(
    tools,
    { name, type: maker.type, title: null, params: {}, holder, sources: [] },
    { nodeId },
  )
  if (made === null) return false
  tools.findings.fixed(`Put ${maker.type.title} before it, which makes what “${port}” needs.`, made)
  const joined = connect(tools, { nodeId: made, port: maker.output }, { nodeId, key: port }, { nodeId })
  const taken = maker.type.inputs[maker.input]
  if (joined && taken)
    openInput(tools, {
      key: maker.input,
      label: taken.label,
      type: taken.type,
      to: { nodeId: made, port: maker.input },
    })
  return joined
}

function joinLast(tools: Tools, nodeId: string, port: string, type: PortType): boolean {
  const { bench } = tools
  const path = pathToNode(bench.recipe.graph, nodeId)
  const graph = path && graphAt(bench.recipe.graph, path)
  if (!graph || ['json', 'text', 'number', 'boolean', 'file'].includes(type)) return false
  const after = reachedFrom(graph.edges, nodeId)
  const sources = Object.keys(graph.nodes)
    .filter((id) => !after.has(id))
    .flatMap((id) =>
      Object.entries(bench.ports(id).outputs)
        .filter(([, output]) => output.type === type)
        .map(([name]) => ({ nodeId: id, port: name })),
    )
  const source = sources.at(-1)
  if (!source) return false
  const joined = connect(tools, source, { nodeId, key: port }, { nodeId })
  if (joined)
    tools.findings.fixed(
      `Joined ${bench.node(source.nodeId)?.name ?? ''} with “${port}”, which had nothing.`,
      nodeId,
    )
  return joined
}

/** A node and all that it feeds. */
function reachedFrom(
  edges: readonly { source: { nodeId: string }; target: { nodeId: string } }[],
  start: string,
) {
  const reached = new Set([start])
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const { source, target } of edges) if (reached.has(source.nodeId)) reached.add(target.nodeId)
  }
  return reached
}

function openInput(
  tools: Tools,
  { key, to, ...input }: Pick<RecipeInput, 'key' | 'label' | 'type'> & { to: RecipeInput['to'][number] },
): void {
  const { bench } = tools
  const { inputs } = bench.recipe
  const made = {
    ...input,
    key: keyFor(
      key,
      inputs.map((one) => one.key),
    ),
    required: true,
    to: [to],
  }
  bench.apply([{ type: 'inputs.set', inputs: [...inputs, made] }], { nodeId: to.nodeId })
}
