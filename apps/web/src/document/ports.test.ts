import { expect, it } from 'vitest'
import { sample, typeNamed } from '../testing/fixtures.ts'
import { newNode, nodeFor } from './nodeEdits.ts'
import { openGraph } from './openGraph.ts'
import { portsOf } from './ports.ts'
import { brokenReason } from './wiring.ts'

const merge = typeNamed('flow.merge')
const keys = (list: readonly { key: string; type: string }[]) => list.map(({ key, type }) => `${key} ${type}`)

it('gives a node that steers a run the ports of its own params', () => {
  const { inputs, outputs } = portsOf(merge, newNode(merge, { inputs: 3, carries: 'audio' }))
  expect(keys(inputs)).toEqual(['in1 audio', 'in2 audio', 'in3 audio'])
  expect(keys(outputs)).toEqual(['out audio'])
})

it('adds promoted params, and gives the same object for the same node', () => {
  const analyze = typeNamed('audio.analyze')
  const node = { ...newNode(analyze), promoted: ['rate'] }
  expect(keys(portsOf(analyze, node).inputs)).toEqual(['audio audio', 'rate number'])
  expect(portsOf(analyze, node)).toBe(portsOf(analyze, { ...node, name: 'Other' }))
  const steering = newNode(merge)
  expect(portsOf(merge, steering)).toBe(portsOf(merge, steering))
})

it('sets a node that lets anything through to what the wire carries', () => {
  expect(nodeFor(merge, 'audio').params).toEqual({ carries: 'audio' })
  expect(nodeFor(merge, 'scene').params).toEqual({})
  expect(nodeFor(typeNamed('audio.analyze'), 'audio').params).toEqual({})
})

it('says why a wire carries nothing', () => {
  const graph = {
    ...sample.graph,
    nodes: { ...sample.graph.nodes, join: newNode(merge, { inputs: 2, carries: 'audio' }) },
  }
  const wired = {
    open: openGraph({ ...sample, graph }),
    catalogue: new Map([merge, typeNamed('file.audio')].map((type) => [type.id, type])),
  }
  const into = (port: string) => ({
    source: { nodeId: 'sound', port: 'audio' },
    target: { nodeId: 'join', port },
  })
  expect(brokenReason(wired, into('in2'))).toBe('')
  expect(brokenReason(wired, into('in3'))).toBe('Merge has no input “in3” any more.')
  expect(
    brokenReason(wired, {
      source: { nodeId: 'join', port: 'out' },
      target: { nodeId: 'curves', port: 'audio' },
    }),
  ).toBe('')
})
