import { applyChanges, Body, type Change, type Recipe } from '@segue/protocol'
import { beforeEach, expect, it } from 'vitest'
import { sample, typeNamed } from '../testing/fixtures.ts'
import {
  documentStore,
  edit,
  openedGraph,
  openedRecipe,
  openPath,
  openRecipe,
  redo,
  undo,
} from './documentStore.ts'
import { invertAll } from './invert.ts'
import { newNode } from './nodeEdits.ts'

const smooth = newNode(typeNamed('channels.smooth'))
const map = {
  ...newNode(typeNamed('flow.map')),
  body: Body.parse({
    inputs: [{ key: 'in', label: 'In', type: 'channels', to: [{ nodeId: 'inner', port: 'channels' }] }],
    outputs: [{ key: 'out', label: 'Out', type: 'channels', from: { nodeId: 'inner', port: 'channels' } }],
    graph: {
      nodes: {
        inner: smooth,
        deep: { ...smooth, body: Body.parse({ graph: { nodes: { deepest: smooth } } }) },
      },
    },
  }),
}
const nested: Recipe = applyChanges(sample, [
  { type: 'node.add', nodeId: 'each', node: map, at: { x: 9, y: 9 }, in: null },
  ...['inner', 'deep', 'deepest'].map(
    (nodeId, index): Change => ({ type: 'node.move', nodeId, at: { x: index, y: 6 } }),
  ),
  {
    type: 'edge.add',
    edge: {
      id: 'm1',
      source: { nodeId: 'curves', port: 'channels' },
      target: { nodeId: 'each', port: 'in' },
    },
  },
  {
    type: 'edge.add',
    edge: {
      id: 'm2',
      source: { nodeId: 'inner', port: 'channels' },
      target: { nodeId: 'deep', port: 'channels' },
    },
  },
])
const path = () => documentStore.getState().path

beforeEach(() => openRecipe(nested))

it('opens a body as a graph with inputs and outputs of its own', () => {
  openPath(['each'])
  const open = openedGraph()
  expect(Object.keys(open?.graph.nodes ?? {})).toEqual(['inner', 'deep'])
  expect(open).toMatchObject({ holder: 'each', inputs: [{ key: 'in' }], outputs: [{ key: 'out' }] })
})

it('opens as much of a path as leads somewhere', () => {
  openPath(['each', 'deep', 'gone'])
  expect(path()).toEqual(['each', 'deep'])
})

it('leaves a body that is deleted, and comes back to it with the undo', () => {
  openPath(['each', 'deep'])
  edit('Rename', [{ type: 'node.rename', nodeId: 'deepest', name: 'New' }])
  openPath([])
  edit('Delete', [{ type: 'node.remove', nodeId: 'each' }])
  expect(undo()).toBe('Delete')
  expect(path()).toEqual([])
  expect(undo()).toBe('Rename')
  expect(path()).toEqual(['each', 'deep'])
  expect(openedRecipe()).toEqual(nested)
  redo()
  redo()
  expect(path()).toEqual([])
})

const takenBack = (changes: Change[]) =>
  applyChanges(applyChanges(nested, changes), invertAll(nested, changes))
/** The order of edges means nothing. */
const settled = (recipe: Recipe) => ({
  ...recipe,
  graph: { ...recipe.graph, edges: recipe.graph.edges.toSorted((a, b) => a.id.localeCompare(b.id)) },
})

it.each<[string, Change[]]>([
  ['removing a node with a body', [{ type: 'node.remove', nodeId: 'each' }]],
  ['removing a node inside', [{ type: 'node.remove', nodeId: 'inner' }]],
  ['adding inside', [{ type: 'node.add', nodeId: 'new', node: smooth, at: { x: 1, y: 1 }, in: 'deep' }]],
  ['taking a wire off inside', [{ type: 'edge.remove', edgeId: 'm2' }]],
  ['another face', [{ type: 'body.face', nodeId: 'each', inputs: [], outputs: [] }]],
  [
    'freezing',
    [{ type: 'node.mode', nodeId: 'inner', mode: 'frozen', frozen: { outputs: { channels: 1 } } }],
  ],
  [
    'using a recipe',
    [
      {
        type: 'recipe.use',
        nodeId: 'deep',
        recipe: { id: 'rcp_x', version: 1, name: 'X', inputs: [], outputs: [] },
      },
    ],
  ],
])('takes back %s', (_, changes) => {
  expect(settled(takenBack(changes))).toEqual(settled(nested))
})

it('keeps what a frozen node gave when it is thawed and frozen again', () => {
  const frozen = applyChanges(nested, [
    { type: 'node.mode', nodeId: 'inner', mode: 'frozen', frozen: { outputs: { channels: 1 } } },
  ])
  const thaw: Change[] = [{ type: 'node.mode', nodeId: 'inner', mode: 'active' }]
  expect(applyChanges(applyChanges(frozen, thaw), invertAll(frozen, thaw))).toEqual(frozen)
})
