import { applyChanges, type Change } from '@segue/protocol'
import { expect, it } from 'vitest'
import { catalogue, sample, typeNamed } from '../testing/fixtures.ts'
import {
  freezeChange,
  healChanges,
  newNode,
  promoteChanges,
  removeChanges,
  toggleModeChanges,
} from './nodeEdits.ts'
import { openGraph } from './openGraph.ts'
import { betweenChanges, judgeWire, wireChanges } from './wiring.ts'

const wired = { open: openGraph(sample), catalogue }
const end = (nodeId: string, port: string) => ({ nodeId, port })

it('lets a fitting wire take the place of the old one', () => {
  const verdict = judgeWire(wired, end('curves', 'channels'), end('anim', 'channels'))
  expect(verdict).toMatchObject({ ok: true, replaces: [{ id: 'e3' }] })
  const changes = wireChanges(end('curves', 'channels'), end('anim', 'channels'), verdict.ok ? verdict : {})
  expect(applyChanges(sample, changes).graph.edges).toHaveLength(3)
})

it('refuses a wrong wire with a reason and the node that would help', () => {
  expect(judgeWire(wired, end('sound', 'audio'), end('anim', 'channels'))).toEqual({
    ok: false,
    reason: 'Audio does not fit an input for curves.',
    converter: 'audio.analyze',
  })
})

it('offers no converter that the runner does not have', () => {
  const bare = new Map([...catalogue].filter(([id]) => id !== 'audio.analyze'))
  const recipe = { ...sample, graph: { ...sample.graph, edges: [] } }
  const verdict = judgeWire(
    { open: openGraph(recipe), catalogue: bare },
    end('sound', 'audio'),
    end('anim', 'channels'),
  )
  expect(verdict).toMatchObject({ ok: false, converter: null })
})

it('sets a node that lets anything through to what a wire carries, as long as nothing else goes through', () => {
  const merge = newNode(typeNamed('flow.merge'))
  const recipe = applyChanges(sample, [
    { type: 'node.add', nodeId: 'join', node: merge, at: { x: 0, y: 0 }, in: null },
  ])
  const joined = { open: openGraph(recipe), catalogue }
  const first = judgeWire(joined, end('sound', 'audio'), end('join', 'in1'))
  expect(first).toMatchObject({ ok: true, sets: [{ param: 'carries', value: 'audio' }] })
  const wiredUp = applyChanges(
    recipe,
    wireChanges(end('sound', 'audio'), end('join', 'in1'), first.ok ? first : {}),
  )
  const again = { open: openGraph(wiredUp), catalogue }
  expect(judgeWire(again, end('curves', 'channels'), end('join', 'in2'))).toMatchObject({ ok: false })
  expect(judgeWire(again, end('sound', 'audio'), end('join', 'in2'))).toMatchObject({ ok: true, sets: [] })
})

it('refuses to feed a node with its own result', () => {
  const verdict = judgeWire(wired, end('soft', 'channels'), end('soft', 'channels'))
  expect(verdict).toMatchObject({ ok: false, reason: 'This would feed a node with its own result.' })
})

it('wires a node in between two others', () => {
  const type = typeNamed('channels.smooth')
  const add: Change = { type: 'node.add', nodeId: 'mid', node: newNode(type), at: { x: 0, y: 0 }, in: null }
  const [, , e3] = sample.graph.edges
  const changes = e3 && betweenChanges(wired, e3, { nodeId: 'mid', node: newNode(type) })
  const { edges } = applyChanges(sample, [add, ...(changes ?? [])]).graph
  expect(edges.some(({ id }) => id === 'e3')).toBe(false)
  expect(
    edges.filter(({ source, target }) => source.nodeId === 'mid' || target.nodeId === 'mid'),
  ).toHaveLength(2)
})

it('joins the wires around a node that is deleted and healed', () => {
  const after = applyChanges(sample, healChanges(sample, 'soft', catalogue.get('channels.smooth')))
  expect(after.graph.edges.at(-1)).toMatchObject({
    source: end('curves', 'channels'),
    target: end('anim', 'channels'),
  })
})

it('deletes wires and nodes that overlap without naming a wire twice', () => {
  const after = applyChanges(sample, removeChanges(openGraph(sample), ['soft', 'gone'], ['e2', 'e1']))
  expect(after.graph.edges).toEqual([])
})

it('switches a mode off when all have it', () => {
  const muted = applyChanges(sample, toggleModeChanges(sample, ['soft'], 'muted'))
  expect(muted.graph.nodes.soft?.mode).toBe('muted')
  const mixed = applyChanges(muted, toggleModeChanges(muted, ['soft', 'anim'], 'muted'))
  expect(mixed.graph.nodes.soft?.mode).toBe('muted')
  expect(applyChanges(muted, toggleModeChanges(muted, ['soft'], 'muted')).graph.nodes.soft?.mode).toBe(
    'active',
  )
})

it('freezes with what the node gave, and thaws without it', () => {
  const frozen = applyChanges(sample, [freezeChange('soft', { channels: { artifactId: 'a' } })])
  expect(frozen.graph.nodes.soft).toMatchObject({ mode: 'frozen', frozen: { outputs: { channels: {} } } })
  const thawed = applyChanges(frozen, toggleModeChanges(frozen, ['soft'], 'active'))
  expect(thawed.graph.nodes.soft).toEqual(sample.graph.nodes.soft)
})

it('takes the wire along when a promoted param gets its field back', () => {
  const promoted = applyChanges(sample, promoteChanges(sample, 'curves', 'rate'))
  const driven = applyChanges(promoted, [
    { type: 'edge.add', edge: { id: 'p', source: end('sound', 'audio'), target: end('curves', 'rate') } },
  ])
  const back = applyChanges(driven, promoteChanges(driven, 'curves', 'rate'))
  expect(back).toEqual(sample)
})
