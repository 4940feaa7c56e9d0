import { applyChanges, type Change, type EdgeEnd } from '@segue/protocol'
import { beforeEach, expect, it } from 'vitest'
import { catalogue, sample, typeNamed } from '../testing/fixtures.ts'
import { wrapChanges } from './bodyEdits.ts'
import { setCatalogue } from './catalogue.ts'
import { edit, openedGraph, openedRecipe, openPath, openRecipe, undo } from './documentStore.ts'
import { faceIds, faceTypes } from './faces.ts'
import { takeOutside } from './itemType.ts'
import { newNode } from './nodeEdits.ts'
import { openGraph } from './openGraph.ts'
import { judgeWire, wireChanges } from './wiring.ts'

const wrap = wrapChanges({ open: openGraph(sample), catalogue }, ['curves', 'soft'], typeNamed('flow.map'))
const holder = wrap?.nodeId ?? ''
const recipe = applyChanges(sample, wrap?.changes ?? [])
const body = () => openedRecipe()?.graph.nodes[holder]?.body
const types = new Map([...catalogue, ...faceTypes.map((type) => [type.id, type] as const)])

/** Draws a wire as the canvas does. */
function draw(source: EdgeEnd, target: EdgeEnd) {
  const open = openedGraph()
  const verdict = open && judgeWire({ open, catalogue: types }, source, target)
  if (verdict?.ok) edit('Connect', wireChanges(source, target, verdict))
  return verdict
}

beforeEach(() => {
  setCatalogue([...catalogue.values()])
  openRecipe(recipe)
  openPath([holder])
})

it('shows a body between its two ends, with its inputs and outputs as wires', () => {
  const { graph, layout } = openedGraph()?.shown ?? {}
  expect(Object.keys(graph?.nodes ?? {})).toEqual(['curves', 'soft', faceIds.in, faceIds.out])
  expect(graph?.edges.map(({ source, target }) => `${source.nodeId} ${target.nodeId}`)).toEqual([
    'curves soft',
    '$in curves',
    'soft $out',
  ])
  expect(layout?.nodes[faceIds.in]?.x).toBeLessThan(layout?.nodes.curves?.x ?? 0)
})

it('draws a wire to a param that has a port', () => {
  edit('Make a port', [{ type: 'node.promote', nodeId: 'curves', promoted: ['rate'] }])
  expect(openedGraph()?.shown.graph.edges).toContainEqual({
    id: '$in rate 0',
    source: { nodeId: faceIds.in, port: 'rate' },
    target: { nodeId: 'curves', port: 'rate' },
  })
})

it('makes an output of a wire to the open end, and takes it away with the wire', () => {
  draw({ nodeId: 'curves', port: 'bpm' }, { nodeId: faceIds.out, port: '+' })
  expect(body()?.outputs.at(-1)).toEqual({
    key: 'bpm',
    label: 'Tempo',
    type: 'number',
    from: { nodeId: 'curves', port: 'bpm' },
  })
  edit('Disconnect', [{ type: 'edge.remove', edgeId: '$out bpm' }])
  expect(body()?.outputs.map(({ key }) => key)).toEqual(['channels'])
  undo()
  undo()
  expect(openedRecipe()).toEqual(recipe)
})

it('keeps the name of an output that comes from elsewhere now', () => {
  draw({ nodeId: 'curves', port: 'channels' }, { nodeId: faceIds.out, port: 'channels' })
  expect(body()?.outputs).toMatchObject([{ key: 'channels', from: { nodeId: 'curves' } }])
})

it('leads an input elsewhere, and takes it off a port', () => {
  edit('Disconnect', [{ type: 'edge.remove', edgeId: '$in audio 0' }])
  expect(body()?.inputs[0]).toMatchObject({ key: 'audio', to: [] })
  draw({ nodeId: faceIds.in, port: 'audio' }, { nodeId: 'curves', port: 'audio' })
  expect(body()).toEqual(recipe.graph.nodes[holder]?.body)
})

it('makes an input of a wire from the open end', () => {
  edit('Disconnect', [{ type: 'edge.remove', edgeId: 'e2' }])
  draw({ nodeId: faceIds.in, port: '+' }, { nodeId: 'soft', port: 'channels' })
  expect(body()?.inputs.at(-1)).toEqual({
    key: 'channels',
    label: 'Curves',
    type: 'channels',
    required: true,
    to: [{ nodeId: 'soft', port: 'channels' }],
  })
})

it('joins nothing outside of itself, and leaves the ends where they are', () => {
  expect(draw({ nodeId: faceIds.in, port: 'audio' }, { nodeId: faceIds.out, port: '+' })).toMatchObject({
    ok: false,
    reason: 'Something inside must be in between.',
  })
  const moves: Change[] = [
    { type: 'node.move', nodeId: faceIds.in, at: { x: 1, y: 1 } },
    { type: 'node.rename', nodeId: faceIds.out, name: 'Mine' },
    { type: 'node.remove', nodeId: faceIds.in },
  ]
  edit('Move', moves)
  expect(openedRecipe()).toEqual(recipe)
})

it('lets go of outputs of a node that goes in the same step', () => {
  edit('Replace', [
    {
      type: 'edge.add',
      edge: {
        id: 'x',
        source: { nodeId: 'curves', port: 'bpm' },
        target: { nodeId: faceIds.out, port: '+' },
      },
    },
    { type: 'node.remove', nodeId: 'soft' },
  ])
  expect(body()?.outputs.map(({ key }) => key)).toEqual(['bpm'])
})

it('lets a fresh body take what comes, from outside and from inside', () => {
  const map = newNode(typeNamed('flow.map'))
  const inner = newNode(typeNamed('audio.analyze'))
  const fresh = applyChanges(sample, [
    { type: 'node.add', nodeId: 'each', node: map, at: { x: 0, y: 0 }, in: null },
    { type: 'node.add', nodeId: 'listen', node: inner, at: { x: 0, y: 0 }, in: 'each' },
  ])
  const itemOf = () => openedRecipe()?.graph.nodes.each?.body?.inputs[0]
  openRecipe(fresh)
  expect(draw({ nodeId: 'sound', port: 'audio' }, { nodeId: 'each', port: 'item' })).toMatchObject({
    ok: false,
  })
  openPath(['each'])
  draw({ nodeId: faceIds.in, port: 'item' }, { nodeId: 'listen', port: 'audio' })
  expect(itemOf()).toMatchObject({ type: 'audio', to: [{ nodeId: 'listen', port: 'audio' }] })
  undo()
  expect(openedRecipe()).toEqual(fresh)
  expect(takeOutside(openGraph(fresh), { nodeId: 'each', port: 'item' }, 'list<audio>')).toMatchObject({
    inputs: [{ key: 'item', type: 'audio' }],
  })
})
