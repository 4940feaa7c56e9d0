import { type Compiled, compile, type NodeTypes } from '@segue/engine'
import { Recipe } from '@segue/protocol'
import { z } from 'zod'

const port = { type: 'number', label: 'Number', required: false } as const
const types: NodeTypes = new Map([
  [
    'bench.node',
    {
      id: 'bench.node',
      version: 1,
      title: 'Bench',
      params: z.strictObject({}),
      inputs: { a: port, b: port },
      outputs: { out: port },
      effects: [],
      repeatable: true,
      cacheable: false,
      lane: 'local',
    },
  ],
])

/** A compiled graph of so many nodes that do nothing, each fed by the two before it. */
export function ladder(nodes: number): Compiled {
  const ids = Array.from({ length: nodes }, (_, i) => `n${i}`)
  const edges = ids.flatMap((nodeId, i) =>
    (['a', 'b'] as const).flatMap((key, k) => {
      const source = ids[i - 1 - k]
      if (source === undefined) return []
      return [{ id: `e${i}${key}`, source: { nodeId: source, port: 'out' }, target: { nodeId, port: key } }]
    }),
  )
  const recipe = Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_bench',
    name: 'Bench',
    graph: {
      nodes: Object.fromEntries(ids.map((id) => [id, { type: 'bench.node', version: 1, name: id }])),
      edges,
    },
  })
  return compile(recipe, types)
}
