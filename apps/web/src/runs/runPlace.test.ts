import { Recipe } from '@segue/protocol'
import { expect, test } from 'vitest'
import { crumbsOf, graphPathOf, rootOf } from './runPlace.ts'

test('the id of a run inside a run tells the way to it', () => {
  expect(rootOf('run_x/shots/3')).toBe('run_x')
  expect(crumbsOf('run_x')).toHaveLength(1)
  expect(crumbsOf('run_x/shots/3/deep/0')).toEqual([
    { runId: 'run_x', nodeId: null, item: 0 },
    { runId: 'run_x/shots/3', nodeId: 'shots', item: 3 },
    { runId: 'run_x/shots/3/deep/0', nodeId: 'deep', item: 0 },
  ])
})

test('the graph of an item is the body of its node; that of another recipe is none of this one', () => {
  const text = { type: 'text.template', version: 1, name: 'Line', params: {} }
  const body = { inputs: [], outputs: [], graph: { nodes: { line: text }, edges: [] } }
  const recipe = Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_x',
    name: 'X',
    inputs: [],
    outputs: [],
    graph: {
      nodes: { shots: { type: 'flow.map', version: 1, name: 'Shots', params: {}, body } },
      edges: [],
    },
    layout: { nodes: {} },
  })
  expect(graphPathOf(recipe, 'run_x')).toEqual([])
  expect(graphPathOf(recipe, 'run_x/shots/2')).toEqual(['shots'])
  expect(graphPathOf(recipe, 'run_x/elsewhere/0')).toBeNull()
})
