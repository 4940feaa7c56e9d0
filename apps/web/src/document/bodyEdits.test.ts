import { applyChanges, type Recipe } from '@segue/protocol'
import { expect, it } from 'vitest'
import { catalogue, sample, typeNamed } from '../testing/fixtures.ts'
import { unwrapChanges, wrapChanges } from './bodyEdits.ts'
import { invertAll } from './invert.ts'
import { newNode } from './nodeEdits.ts'
import { openGraph } from './openGraph.ts'
import { brokenReason } from './wiring.ts'

const wiredOf = (recipe: Recipe, path: string[] = []) => ({ open: openGraph(recipe, path), catalogue })

function wrapped(recipe: Recipe, ids: string[], path: string[] = []) {
  const wrap = wrapChanges(wiredOf(recipe, path), ids, typeNamed('flow.map'))
  if (!wrap) throw new Error('Nothing was wrapped.')
  return { ...wrap, after: applyChanges(recipe, wrap.changes) }
}

/** Wires by what they join; ids and order mean nothing. */
const joins = ({ graph }: Recipe) =>
  graph.edges
    .map(({ source, target }) => `${source.nodeId}.${source.port}→${target.nodeId}.${target.port}`)
    .sort()

it('puts nodes into a body and joins what is outside to it', () => {
  const { after, nodeId } = wrapped(sample, ['curves', 'soft'])
  expect(Object.keys(after.graph.nodes)).toEqual(['sound', 'anim', nodeId])
  expect(after.graph.nodes[nodeId]?.body).toMatchObject({
    inputs: [
      { key: 'audio', type: 'audio', required: true, to: [{ nodeId: 'curves', port: 'audio' }] },
      { key: 'rate', type: 'number', required: false, to: [{ nodeId: 'curves', param: 'rate' }] },
    ],
    outputs: [{ key: 'channels', type: 'channels', from: { nodeId: 'soft', port: 'channels' } }],
    graph: { edges: [{ id: 'e2' }] },
  })
  expect(joins(after)).toEqual([`${nodeId}.channels→anim.channels`, `sound.audio→${nodeId}.audio`].sort())
  expect(after.inputs).toMatchObject([{ key: 'rate', label: 'Rate', to: [{ nodeId, port: 'rate' }] }])
  expect(after.layout.nodes.soft).toEqual(sample.layout.nodes.soft)
})

it('goes through frames when nothing comes in', () => {
  const { after, nodeId } = wrapped(sample, ['sound'])
  expect(after.graph.nodes[nodeId]).toMatchObject({ params: { over: 'range' }, body: { inputs: [] } })
})

it('leads an output of the recipe through the body', () => {
  const { after, nodeId } = wrapped(sample, ['anim'])
  expect(after.outputs).toEqual([{ key: 'scene', from: { nodeId, port: 'scene' } }])
})

it('makes one input of a source that feeds several nodes inside', () => {
  const twice = applyChanges(sample, [
    {
      type: 'edge.add',
      edge: {
        id: 'e9',
        source: { nodeId: 'curves', port: 'channels' },
        target: { nodeId: 'anim', port: 'channels' },
      },
    },
    { type: 'edge.remove', edgeId: 'e3' },
  ])
  const { after, nodeId } = wrapped(twice, ['soft', 'anim'])
  expect(after.graph.nodes[nodeId]?.body?.inputs).toMatchObject([
    { key: 'channels', to: [{ nodeId: 'soft' }, { nodeId: 'anim' }] },
  ])
  expect(joins(after)).toEqual([`curves.channels→${nodeId}.channels`, 'sound.audio→curves.audio'])
})

it.each([[['curves', 'soft']], [['anim']], [['sound', 'curves', 'soft', 'anim']]])(
  'unwraps %s as they were',
  (ids) => {
    const { after, nodeId } = wrapped(sample, ids)
    const back = applyChanges(after, unwrapChanges(openGraph(after), nodeId))
    expect(joins(back)).toEqual(joins(sample))
    expect({ inputs: back.inputs, outputs: back.outputs }).toEqual({
      inputs: sample.inputs,
      outputs: sample.outputs,
    })
    expect(back.layout).toEqual(sample.layout)
    expect(back.graph.nodes).toEqual(sample.graph.nodes)
  },
)

it('wraps inside a body, and is taken back whole', () => {
  const outer = wrapped(sample, ['curves', 'soft'])
  const inner = wrapped(outer.after, ['soft'], [outer.nodeId])
  const body = inner.after.graph.nodes[outer.nodeId]?.body
  expect(body?.outputs).toMatchObject([{ key: 'channels', from: { nodeId: inner.nodeId, port: 'channels' } }])
  const undone = applyChanges(inner.after, invertAll(outer.after, inner.changes))
  expect(undone).toEqual(outer.after)
  expect(joins(applyChanges(undone, invertAll(sample, outer.changes)))).toEqual(joins(sample))
})

it('goes through a list that would not have fitted', () => {
  const files = {
    ...typeNamed('file.audio'),
    id: 'file.list',
    outputs: { files: { label: 'Files', type: 'list<audio>' as const, required: false } },
  }
  const types = new Map([...catalogue, [files.id, files]])
  const recipe = applyChanges(sample, [
    { type: 'edge.remove', edgeId: 'e1' },
    { type: 'node.add', nodeId: 'files', node: newNode(files), at: { x: 0, y: 0 }, in: null },
    {
      type: 'edge.add',
      edge: {
        id: 'e7',
        source: { nodeId: 'files', port: 'files' },
        target: { nodeId: 'curves', port: 'audio' },
      },
    },
  ])
  const wired = { open: openGraph(recipe), catalogue: types }
  const wrap = wrapChanges(wired, ['curves'], typeNamed('flow.map'))
  const after = applyChanges(recipe, wrap?.changes ?? [])
  const node = after.graph.nodes[wrap?.nodeId ?? '']
  expect(node).toMatchObject({
    params: { each: 'audio' },
    body: { inputs: [{ key: 'audio', type: 'audio' }, {}] },
  })
  const into = after.graph.edges.find(({ target }) => target.nodeId === wrap?.nodeId)
  expect(into && brokenReason({ open: openGraph(after), catalogue: types }, into)).toBe('')
})
