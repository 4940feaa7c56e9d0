import { Recipe } from '@segue/protocol'
import type { z } from 'zod'

type Nodes = z.input<typeof Recipe>['graph']['nodes']
type NodeInit = { type?: string; from?: Record<string, string> } & Partial<
  Omit<NonNullable<Nodes>[string], 'type'>
>

/**
 * A recipe from a short form: `{ a: {}, b: { from: { in0: 'a.out' } } }`. Nodes are `test.join` unless told
 * otherwise and carry their id in capitals as name.
 */
export function recipeOf(
  nodes: Record<string, NodeInit>,
  more: Omit<Partial<z.input<typeof Recipe>>, 'graph'> = {},
): Recipe {
  const edges = Object.entries(nodes).flatMap(([nodeId, { from = {} }]) =>
    Object.entries(from).map(([port, source]) => {
      const [fromId = '', fromPort = 'out'] = source.split('.')
      return { source: { nodeId: fromId, port: fromPort }, target: { nodeId, port } }
    }),
  )
  return Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_test',
    name: 'Test',
    ...more,
    graph: {
      nodes: Object.fromEntries(
        Object.entries(nodes).map(([id, { from: _, ...node }]) => [
          id,
          { type: 'test.join', version: 1, name: id.toUpperCase(), ...node },
        ]),
      ),
      edges: edges.map((edge, i) => ({ id: `e${i}`, ...edge })),
    },
  })
}
