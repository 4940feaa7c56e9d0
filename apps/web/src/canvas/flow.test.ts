import { applyChanges } from '@segue/protocol'
import { expect, it } from 'vitest'
import { openGraph } from '../document/openGraph.ts'
import { catalogue, sample } from '../testing/fixtures.ts'
import { flowEdgeMaker, flowNodeMaker } from './flow.ts'
import { sceneOf } from './scene.ts'
import { tidyChanges } from './tidy.ts'
import { walk } from './walk.ts'

const nothing = { nodes: new Set<string>(), edges: new Set<string>() }
const open = openGraph(sample)
const input = {
  open,
  unfolded: new Set<string>(),
  catalogue,
  selection: nothing,
  moved: new Map(),
  playing: new Set<string>(),
}

it('keeps the identity of every node that did not change', () => {
  const make = flowNodeMaker()
  const before = make(input)
  const recipe = applyChanges(sample, [{ type: 'node.rename', nodeId: 'soft', name: 'Softer' }])
  const after = make({ ...input, open: openGraph(recipe) })
  expect(after.map((node, index) => node === before[index])).toEqual([true, true, false, true])
})

it('changes only the node that is dragged', () => {
  const make = flowNodeMaker()
  const before = make(input)
  const after = make({ ...input, moved: new Map([['anim', { x: 1, y: 2 }]]) })
  expect(after.map((node, index) => node === before[index])).toEqual([true, true, true, false])
  expect(after[3]?.position).toEqual({ x: 1, y: 2 })
})

it('keeps a node with a playing film on the page while it is out of view', () => {
  const nodes = flowNodeMaker()({ ...input, playing: new Set(['anim']) })
  expect(nodes.map(({ dragging }) => dragging)).toEqual([false, false, false, true])
})

it('gives sizes and handles up front', () => {
  const [, curves] = flowNodeMaker()(input)
  expect(curves?.measured).toEqual({ width: curves?.width, height: curves?.height })
  expect(curves?.handles?.map(({ id, type }) => [id, type])).toEqual([
    ['audio', 'target'],
    ['channels', 'source'],
    ['bpm', 'source'],
    ['?', 'target'],
    ['?', 'source'],
  ])
})

it('leaves out the wire in hand and keeps the others', () => {
  const make = flowEdgeMaker()
  const before = make({ ...input, hidden: null })
  const after = make({ ...input, hidden: 'e2' })
  expect(after).toEqual([before[0], before[2]])
  expect(after[0]).toBe(before[0])
})

it('tidies from left to right and leaves tidy graphs alone', () => {
  const mess = applyChanges(sample, [{ type: 'node.move', nodeId: 'curves', at: { x: -900, y: 700 } }])
  const tidied = applyChanges(mess, tidyChanges(sceneOf(openGraph(mess), catalogue), null))
  const xs = ['sound', 'curves', 'soft', 'anim'].map((id) => tidied.layout.nodes[id]?.x ?? 0)
  expect(xs).toEqual(xs.toSorted((a, b) => a - b))
  expect(tidyChanges(sceneOf(openGraph(tidied), catalogue), null)).toEqual([])
})

it('walks along wires', () => {
  expect(walk(sample, 'curves', 'left')).toBe('sound')
  expect(walk(sample, 'curves', 'right')).toBe('soft')
  expect(walk(sample, 'anim', 'right')).toBeNull()
})
