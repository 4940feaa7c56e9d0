import { fail, portsOf, portValue } from '@segue/protocol'
import type { NodeTypes } from '../nodeTypeLike.ts'
import { inputPort } from '../validate/ports.ts'
import type { CompileOptions } from './options.ts'
import type { Part } from './part.ts'

const noNode = (nodeId: string) =>
  fail({
    code: 'recipe.no_node',
    message: `There is no node ${nodeId.slice(0, 64)} in this recipe.`,
    hint: 'Name a node of the recipe itself, not one inside another node.',
    kind: 'input',
  })

/**
 * Refuses options that name a node or port that is not there, or a value that does not fit: `recipe.no_node`,
 * `recipe.no_port`, `input.invalid`. Results kept of nodes that have gone since do no harm.
 */
export function checkOptions(
  { graph }: Part,
  types: NodeTypes,
  { to = [], edits = {} }: CompileOptions,
): void {
  for (const nodeId of to) if (!Object.hasOwn(graph.nodes, nodeId)) throw noNode(nodeId)
  for (const [nodeId, values] of Object.entries(edits)) {
    const node = Object.hasOwn(graph.nodes, nodeId) ? graph.nodes[nodeId] : undefined
    if (!node) throw noNode(nodeId)
    const type = types.get(node.type)
    if (!type) continue
    for (const [port, value] of Object.entries(values)) {
      const takes = inputPort({ nodeId, node, type, ports: portsOf(type, node) }, port)
      const at = { kind: 'input', nodeId, port: port.slice(0, 64) } as const
      if (takes === null)
        throw fail({
          code: 'recipe.no_port',
          message: `${node.name} has no input ${port.slice(0, 64)}.`,
          hint: 'Name one of its input ports, or a param that is shown as one.',
          ...at,
        })
      if (!portValue(takes).safeParse(value).success)
        throw fail({
          code: 'input.invalid',
          message: `What ${node.name} is to get as ${port} is no ${takes}.`,
          hint: 'Give a value of that kind.',
          ...at,
        })
    }
  }
}
