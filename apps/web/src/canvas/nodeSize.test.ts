import { expect, it } from 'vitest'
import { newNode } from '../document/nodeEdits.ts'
import { openGraph } from '../document/openGraph.ts'
import { catalogue, sample, typeNamed } from '../testing/fixtures.ts'
import { nodeSize, portOffset } from './nodeSize.ts'
import { freeSpot, nodeAt, portSpot, sceneOf } from './scene.ts'

const analyze = typeNamed('audio.analyze')

it('adds up header, ports, inline params and preview', () => {
  expect(nodeSize(analyze, newNode(analyze))).toEqual({
    width: 240,
    height: 32 + (2 * 24 + 12) + (26 + 6) + 72,
    preview: 72,
    fields: 26 + 6,
  })
})

it('gives a promoted param a port row instead of a field', () => {
  const node = { ...newNode(analyze), promoted: ['rate'] }
  expect(nodeSize(analyze, node).height).toBe(32 + (2 * 24 + 12) + 72)
  expect(portOffset(analyze, node, { side: 'input', key: 'rate' })).toEqual({ x: 0, y: 32 + 6 + 36 })
})

it('has a size for a type that nobody knows', () => {
  expect(nodeSize(undefined, newNode(analyze)).height).toBeGreaterThan(32)
})

it('joins wires at the ports', () => {
  const { nodes, wires } = sceneOf(openGraph(sample), catalogue)
  const [wire] = wires
  expect(wire?.curve[0]).toEqual(portSpot(nodes.get('sound'), { side: 'output', key: 'audio' }))
  expect(wire?.curve[3]).toEqual(portSpot(nodes.get('curves'), { side: 'input', key: 'audio' }))
})

it('finds the node under a point, and free room below it', () => {
  const scene = sceneOf(openGraph(sample), catalogue)
  expect(nodeAt(scene, { x: 330, y: 20 })?.id).toBe('curves')
  const spot = freeSpot(scene, { x: 330, y: 20 }, { width: 240, height: 100 })
  expect(nodeAt(scene, spot)).toBeNull()
  expect(spot.y).toBeGreaterThan(nodeSize(analyze, newNode(analyze)).height)
})
