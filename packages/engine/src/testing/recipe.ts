import { Recipe } from '@segue/protocol'
import type { z } from 'zod'

type Nodes = z.input<typeof Recipe>['graph']['nodes']
type NodeInit = { type?: string; from?: Record<string, string> } & Partial<
  Omit<NonNullable<Nodes>[string], 'type'>
>

const edgesOf = (nodes: Record<string, NodeInit>) =>
  Object.entries(nodes)
    .flatMap(([nodeId, { from = {} }]) =>
      Object.entries(from).map(([port, source]) => {
        const [fromId = '', fromPort = 'out'] = source.split('.')
        return { source: { nodeId: fromId, port: fromPort }, target: { nodeId, port } }
      }),
    )
    .map((edge, i) => ({ id: `e${i}`, ...edge }))

const nodesOf = (nodes: Record<string, NodeInit>) =>
  Object.fromEntries(
    Object.entries(nodes).map(([id, { from: _, ...node }]) => [
      id,
      { type: 'test.join', version: 1, name: id.toUpperCase(), ...node },
    ]),
  )

/**
 * A body from the same short form. Its one input is `x`, a number, which goes into `in7` of its first node; its one
 * output is what that node gives.
 */
export function bodyOf(nodes: Record<string, NodeInit>): NonNullable<NodeInit['body']> {
  const [first = ''] = Object.keys(nodes)
  return {
    inputs: [{ key: 'x', label: 'X', type: 'number', to: [{ nodeId: first, port: 'in7' }] }],
    outputs: [{ key: 'y', label: 'Y', type: 'number', from: { nodeId: first, port: 'out' } }],
    graph: { nodes: nodesOf(nodes), edges: edgesOf(nodes) },
  }
}

/**
 * A recipe from a short form: `{ a: {}, b: { from: { in0: 'a.out' } } }`. Nodes are `test.join` unless told
 * otherwise and carry their id in capitals as name.
 */
export function recipeOf(
  nodes: Record<string, NodeInit>,
  more: Omit<Partial<z.input<typeof Recipe>>, 'graph'> = {},
): Recipe {
  return Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_test',
    name: 'Test',
    ...more,
    graph: { nodes: nodesOf(nodes), edges: edgesOf(nodes) },
  })
}
