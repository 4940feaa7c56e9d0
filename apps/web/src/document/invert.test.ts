import {
  applyChanges,
  type Change,
  type Layout,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
} from '@segue/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sample, typeNamed } from '../testing/fixtures.ts'
import { invertAll } from './invert.ts'
import { newNode } from './nodeEdits.ts'

/** The order of edges and of nodes means nothing. */
const settled = (recipe: Recipe) => ({
  ...recipe,
  graph: { ...recipe.graph, edges: recipe.graph.edges.toSorted((a, b) => a.id.localeCompare(b.id)) },
})

const nodeIds = ['sound', 'curves', 'soft', 'anim', 'new1', 'new2']
const nodeId = fc.constantFrom(...nodeIds)
const point = fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }) })
const end = fc.record({ nodeId, port: fc.constantFrom('audio', 'channels', 'scene') })

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    type: fc.constant('node.add' as const),
    nodeId,
    node: fc.constant(newNode(typeNamed('channels.smooth'))),
    at: point,
    in: fc.constant(null),
  }),
  fc.record({ type: fc.constant('node.remove' as const), nodeId }),
  fc.record({ type: fc.constant('node.move' as const), nodeId, at: point }),
  fc.record({ type: fc.constant('node.rename' as const), nodeId, name: fc.string({ maxLength: 20 }) }),
  fc.record({
    type: fc.constant('node.mode' as const),
    nodeId,
    mode: fc.constantFrom('active' as const, 'muted' as const, 'frozen' as const),
  }),
  fc.record({ type: fc.constant('node.promote' as const), nodeId, promoted: fc.subarray(['rate']) }),
  fc.record({
    type: fc.constant('param.set' as const),
    nodeId,
    param: fc.constantFrom('rate', 'window'),
    value: fc.integer(),
    unset: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('edge.add' as const),
    edge: fc.record({ id: fc.constantFrom('e4', 'e5'), source: end, target: end }),
  }),
  fc.record({ type: fc.constant('edge.remove' as const), edgeId: fc.constantFrom('e1', 'e2', 'e3', 'e4') }),
  fc.record({ type: fc.constant('recipe.set' as const), name: fc.string({ minLength: 1, maxLength: 9 }) }),
  fc.record({
    type: fc.constant('recipe.set' as const),
    tags: fc.subarray(['loop', 'live']),
    cover: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('layout.marks' as const),
    frames: fc.constant<Layout['frames']>([]),
    notes: fc.array(
      fc.record({ id: fc.string(), text: fc.string(), x: fc.nat(), y: fc.nat(), width: fc.nat() }),
    ),
  }),
  fc.record({ type: fc.constant('inputs.set' as const), inputs: fc.constant<RecipeInput[]>([]) }),
  fc.record({ type: fc.constant('outputs.set' as const), outputs: fc.constant<RecipeOutput[]>([]) }),
)

/** Those changes of a list that fit, one after the other. */
function fitting(recipe: Recipe, changes: readonly Change[]): Change[] {
  let now = recipe
  return changes.filter((candidate) => {
    try {
      now = applyChanges(now, [candidate])
      return true
    } catch {
      return false
    }
  })
}

it('takes back any list of changes that fits', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), (list) => {
      const changes = fitting(sample, list)
      const after = applyChanges(sample, changes)
      const back = applyChanges(after, invertAll(sample, changes))
      expect(settled(back)).toEqual(settled(sample))
    }),
    { numRuns: 300 },
  )
})

it('brings a removed node back with its wires, inputs and outputs', () => {
  const changes: Change[] = [{ type: 'node.remove', nodeId: 'anim' }]
  const after = applyChanges(sample, changes)
  expect(after.outputs).toEqual([])
  expect(after.graph.edges.map(({ id }) => id)).toEqual(['e1', 'e2'])
  expect(applyChanges(after, invertAll(sample, changes))).toEqual(sample)
})
