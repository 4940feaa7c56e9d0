import { applyChanges } from '@segue/protocol'
import { expect, it } from 'vitest'
import { sample } from '../testing/fixtures.ts'
import { caseProblem, casesOf, freeCaseKey, renameCaseChanges, setCases } from './caseEdits.ts'
import { openGraph } from './openGraph.ts'

const cases = [
  { key: 'loud', test: 'above', value: 0.5 },
  { key: 'quiet', test: 'is', value: 'x' },
]
const branched = applyChanges(sample, [
  setCases('curves', cases),
  {
    type: 'edge.add',
    edge: {
      id: 'b1',
      source: { nodeId: 'curves', port: 'loud' },
      target: { nodeId: 'soft', port: 'channels' },
    },
  },
  { type: 'outputs.set', outputs: [{ key: 'way', from: { nodeId: 'curves', port: 'loud' } }] },
])

it('reads what it wrote, and bears what it did not', () => {
  expect(casesOf(branched.graph.nodes.curves?.params ?? {})).toEqual(cases)
  expect(casesOf({ cases: [null, 3, { key: 'a', value: {} }] })).toEqual([
    { key: 'a', test: 'is', value: '' },
  ])
  expect(casesOf({ cases: 'no' })).toEqual([])
})

it('keeps wires and outputs with a branch that is renamed', () => {
  const after = applyChanges(branched, renameCaseChanges(openGraph(branched), 'curves', 0, 'high'))
  expect(casesOf(after.graph.nodes.curves?.params ?? {})[0]).toEqual({
    key: 'high',
    test: 'above',
    value: 0.5,
  })
  expect(after.graph.edges.at(-1)).toMatchObject({ source: { nodeId: 'curves', port: 'high' } })
  expect(after.outputs).toEqual([{ key: 'way', from: { nodeId: 'curves', port: 'high' } }])
})

it('says what a branch cannot be called', () => {
  const named = (key: string) => caseProblem([...cases, { key, test: 'is', value: '' }], 2)
  expect(['else', 'loud', '', 'ok'].map(named)).toEqual([
    '“else” is there already.',
    'Another branch has this name.',
    'Use letters, digits, dots, dashes and underscores.',
    '',
  ])
  expect(freeCaseKey([...cases, { key: 'case4', test: 'is', value: '' }])).toBe('case5')
})
