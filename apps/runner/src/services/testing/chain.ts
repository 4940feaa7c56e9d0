import { type Edge, Recipe } from '@segue/protocol'
import type { z } from 'zod'

type Node = NonNullable<z.input<typeof Recipe>['graph']['nodes']>[string]

/** An edge: `a.text > b.data`. */
export function edge(text: string): Edge {
  const [from = '', to = ''] = text.split(' > ')
  const [nodeId = '', port = ''] = from.split('.')
  const [targetId = '', targetPort = ''] = to.split('.')
  const id = text.replace(/\W+/g, '_')
  return { id, source: { nodeId, port }, target: { nodeId: targetId, port: targetPort } }
}

/** A node that fills in a text: `{value}` is what arrives at its port `data`. */
export const text = (template: string, more: Partial<Node> = {}): Node => ({
  type: 'text.template',
  version: 1,
  name: template,
  params: { template },
  ...more,
})

/** A recipe of these nodes and edges. */
export const recipeOf = (
  nodes: Record<string, Node>,
  edges: readonly string[],
  more: Partial<z.input<typeof Recipe>> = {},
): Recipe =>
  Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_test',
    name: 'Test',
    ...more,
    graph: { nodes, edges: edges.map(edge) },
  })
