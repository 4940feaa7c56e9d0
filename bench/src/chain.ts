import { Recipe } from '@segue/protocol'

const node = (name: string) => ({ type: 'text.template', version: 1, name, params: { template: '{value}' } })
const edge = (from: string, to: string) => ({
  id: `${from}${to}`,
  source: { nodeId: from, port: 'text' },
  target: { nodeId: to, port: 'data' },
})

/** Three nodes, one after the other, that do next to nothing. */
export const chain = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_bench',
  name: 'Bench',
  graph: { nodes: { a: node('A'), b: node('B'), c: node('C') }, edges: [edge('a', 'b'), edge('b', 'c')] },
})
