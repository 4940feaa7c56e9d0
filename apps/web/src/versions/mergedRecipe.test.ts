import { type Graph, placedEdges, placedNodes, Recipe } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedRecipe } from './mergedRecipe.ts'

const ids = ['a', 'b', 'c', 'd']
const graph = fc
  .record({
    present: fc.subarray(ids),
    wires: fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { maxLength: 5 }),
  })
  .map(({ present, wires }): Graph => {
    const node = (id: string) => ({ type: 'text.template', version: 1, name: id, params: {} })
    const edges = wires.map(([id, from, to]) => ({
      id: `e${id}`,
      source: { nodeId: ids[from] ?? 'a', port: 'text' },
      target: { nodeId: ids[to] ?? 'a', port: 'data' },
    }))
    const known = edges.filter(
      ({ id, source, target }, i) =>
        present.includes(source.nodeId) &&
        present.includes(target.nodeId) &&
        edges.findIndex((edge) => edge.id === id) === i,
    )
    const nodes = Object.fromEntries(present.map((id) => [id, node(id)]))
    return Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'One', graph: { nodes, edges: known } }).graph
  })
const recipe = (inner: Graph, outer: Graph): Recipe => {
  const holder = { type: 'flow.map', version: 1, name: 'Map', body: { graph: inner } }
  const others = Object.entries(outer.nodes).map(([id, node]) => [`outer-${id}`, node])
  const nodes = { ...Object.fromEntries(others), m: holder }
  return Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'One', graph: { nodes, edges: [] } })
}
const ends = (graph: Graph) =>
  [...placedEdges(graph).values()].map(
    ({ edge: { source, target } }) => `${source.nodeId} > ${target.nodeId}`,
  )

test('R44 what is drawn of two versions has every node and wire of both, in bodies too, each wire id once', () => {
  fc.assert(
    fc.property(graph, graph, graph, graph, (innerA, innerB, outerA, outerB) => {
      const [before, after] = [recipe(innerA, outerA), recipe(innerB, outerB)]
      const merged = mergedRecipe(before, after).graph
      const nodes = new Set([...placedNodes(before.graph).keys(), ...placedNodes(after.graph).keys()])
      expect(new Set(placedNodes(merged).keys())).toEqual(nodes)
      expect(new Set(ends(merged))).toEqual(new Set([...ends(before.graph), ...ends(after.graph)]))
      const wires = merged.nodes.m?.body?.graph.edges.map(({ id }) => id) ?? []
      expect(new Set(wires).size).toBe(wires.length)
      for (const [id, { node }] of placedNodes(after.graph))
        if (id !== 'm') expect(placedNodes(merged).get(id)?.node).toEqual(node)
    }),
    { numRuns: 200 },
  )
})
