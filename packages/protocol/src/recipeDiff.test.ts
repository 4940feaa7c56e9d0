import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges } from './applyChanges.ts'
import { changesBetween } from './changesBetween.ts'
import { diffSummary } from './diffWords.ts'
import type { GraphNode } from './graph.ts'
import { placedNodes } from './placedNodes.ts'
import { Recipe } from './recipe.ts'
import { diffRecipes } from './recipeDiff.ts'
import { sameJson } from './sameJson.ts'

const ids = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6']

const nodeOf = fc.record({
  type: fc.constantFrom('text.template', 'flow.map'),
  version: fc.constantFrom(1, 2),
  name: fc.constantFrom('A', 'B', ''),
  params: fc.dictionary(fc.constantFrom('a', '__proto__', 'quality'), fc.constantFrom(1, 2, null, 'x')),
  promoted: fc.subarray(['quality']),
  mode: fc.constantFrom('active', 'muted', 'frozen'),
  policy: fc.constantFrom({}, { timeoutMs: 1000 }),
  origin: fc.constantFrom({ by: 'person' }, { by: 'ai' }),
  holder: fc.option(fc.constantFrom(...ids), { nil: null }),
  present: fc.boolean(),
  frozen: fc.boolean(),
  at: fc.record({ x: fc.integer(), y: fc.integer() }),
})

type Made = typeof nodeOf extends fc.Arbitrary<infer T> ? T : never

/** A holder comes before what lies in it, so bodies hold each other without a circle. */
function graphOf(made: readonly Made[], wires: readonly [number, number][], holder: number | null): object {
  const inside = made.flatMap(({ present, holder: wanted }, index) => {
    const at = wanted === null ? -1 : ids.indexOf(wanted)
    const held = at >= 0 && at < index && made[at]?.present && made[at]?.type === 'flow.map' ? at : null
    return present && held === holder ? [index] : []
  })
  const nodes = inside.map((index) => {
    const { holder: _, present: _present, at: _at, frozen, ...node } = made[index] as Made
    const body = { inputs: [], outputs: [], graph: graphOf(made, wires, index) }
    const kept = frozen && node.mode === 'frozen' ? { frozen: { outputs: { text: 'kept' } } } : {}
    return [ids[index], { ...node, ...kept, ...(node.type === 'flow.map' ? { body } : {}) }]
  })
  const edges = wires.flatMap(([from, to], index) =>
    inside.includes(from) && inside.includes(to)
      ? [
          {
            id: `e${index}`,
            source: { nodeId: ids[from], port: 'text' },
            target: { nodeId: ids[to], port: 'in' },
          },
        ]
      : [],
  )
  return { nodes: Object.fromEntries(nodes), edges }
}

const place = fc.nat({ max: ids.length - 1 })
const recipes = fc
  .record({
    nodes: fc.tuple(nodeOf, nodeOf, nodeOf, nodeOf, nodeOf, nodeOf),
    wires: fc.array(fc.tuple(place, place), { maxLength: 5 }),
    name: fc.constantFrom('Film', 'Loop'),
    description: fc.constantFrom('', 'Short'),
    tags: fc.subarray(['live', 'loop']),
    fed: fc.subarray(ids),
    note: fc.boolean(),
  })
  .map(({ nodes, wires, name, description, tags, fed, note }): Recipe => {
    const graph = graphOf(nodes, wires, null) as Recipe['graph']
    const bare = Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name, description, tags, graph })
    const there = [...placedNodes(bare.graph).keys()]
    const used = fed.filter((id) => there.includes(id))
    return Recipe.parse({
      ...bare,
      inputs: used.map((nodeId) => ({
        key: nodeId,
        label: nodeId,
        type: 'text',
        to: [{ nodeId, param: 'a' }],
      })),
      outputs: used.map((nodeId) => ({ key: nodeId, from: { nodeId, port: 'text' } })),
      layout: {
        nodes: Object.fromEntries(there.map((id) => [id, nodes[ids.indexOf(id)]?.at])),
        notes: note ? [{ id: 'note', text: 'Hi', x: 0, y: 0, width: 100 }] : [],
      },
    })
  })

/** The order of wires means nothing. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'edges' && Array.isArray(item) ? item.map(settled).sort(byId) : settled(item),
    ]),
  )
}
const byId = (a: unknown, b: unknown): number => JSON.stringify(a).localeCompare(JSON.stringify(b))

const nothing = diffRecipes(
  Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'A', graph: {} }),
  Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'A', graph: {} }),
)

test('the changes between two recipes make the one the other', () => {
  fc.assert(
    fc.property(recipes, recipes, (a, b) => {
      expect(sameJson(settled(applyChanges(a, changesBetween(a, b))), settled(b))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a recipe differs from itself in nothing', () => {
  fc.assert(
    fc.property(recipes, (recipe) => {
      expect(changesBetween(recipe, structuredClone(recipe))).toEqual([])
      expect(diffRecipes(recipe, structuredClone(recipe))).toEqual(nothing)
    }),
  )
})

test('nothing differs in words only where there is nothing to change, and the other way round', () => {
  fc.assert(
    fc.property(recipes, recipes, (a, b) => {
      const quiet = sameJson(diffRecipes(a, b), nothing)
      expect(quiet).toBe(changesBetween(a, b).length === 0)
      expect(diffSummary(diffRecipes(a, b)) === '').toBe(quiet)
    }),
    { numRuns: 300 },
  )
})

const blur = (params: GraphNode['params']) => ({ type: 'image.blur', version: 1, name: 'Blur', params })
const film = (nodes: object, rest: object = {}) =>
  Recipe.parse({ schemaVersion: 1, id: 'rcp_1', name: 'Film', graph: { nodes }, ...rest })

test('what changed is told field by field, and in one line', () => {
  const before = film({ a: blur({ quality: 3, size: 1 }) })
  const after = film({ a: blur({ quality: 5 }), b: blur({}), c: blur({}) })
  const diff = diffRecipes(before, after)
  expect(diff.nodes.changed).toEqual([
    {
      ...{ nodeId: 'a', name: 'Blur', type: 'image.blur', holder: null },
      fields: [
        { field: 'params.quality', before: 3, after: 5 },
        { field: 'params.size', before: 1 },
      ],
    },
  ])
  expect(diffSummary(diff)).toBe('2 nodes added, Quality 3 → 5, Size 1 → default')
})

test('a move is told apart from what a recipe means', () => {
  const diff = diffRecipes(
    film({ a: blur({}) }, { layout: { nodes: { a: { x: 0, y: 0 } } } }),
    film({ a: blur({}) }, { layout: { nodes: { a: { x: 9, y: 0 } } } }),
  )
  expect(diff).toEqual({ ...nothing, layout: { moved: ['a'], marks: false } })
  expect(diffSummary(diff)).toBe('1 node moved')
})
