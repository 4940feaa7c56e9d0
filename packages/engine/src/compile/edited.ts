import type { CompileOptions } from './options.ts'
import { type Part, portOf } from './part.ts'

/** The same graph without what feeds the ports that get other values. */
export function edited(part: Part, edits: CompileOptions['edits'] = {}): Part {
  if (Object.keys(edits).length === 0) return part
  const isFree = (nodeId: string, port: string) =>
    !Object.hasOwn(edits, nodeId) || !Object.hasOwn(edits[nodeId] ?? {}, port)
  return {
    graph: {
      nodes: part.graph.nodes,
      edges: part.graph.edges.filter(({ target }) => isFree(target.nodeId, target.port)),
    },
    inputs: part.inputs.map(({ to, ...input }) => ({
      ...input,
      to: to.filter((target) => isFree(target.nodeId, portOf(target))),
    })),
    outputs: part.outputs,
  }
}
