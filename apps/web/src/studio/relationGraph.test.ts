import type { AppId, StudioRelation } from '@segue/protocol'
import { expect, it } from 'vitest'
import { graphSize, relationGraph } from './relationGraph.ts'

const relation = (from: AppId, to: AppId, kind: StudioRelation['kind'] = 'artifact', name = 'a') => ({
  ...{ from, to, kind, name, sha256: null, runId: null, at: 1, times: 1 },
})

it('shows who is there, also with nothing between them', () => {
  const { apps, arcs } = relationGraph([], ['live', 'td', 'blender'])
  expect(apps.map(({ app }) => app)).toEqual(['live', 'td', 'blender'])
  expect(arcs).toEqual([])
})

it('makes one arc of all that is alike, and shows who is gone but was joined', () => {
  const all = [relation('live', 'obs', 'artifact', 'b'), relation('live', 'obs', 'artifact', 'a')]
  const { apps, arcs } = relationGraph(all, ['live'])
  expect(apps.map(({ app }) => app)).toEqual(['live', 'obs'])
  expect(arcs).toHaveLength(1)
  expect(arcs[0]?.relations.map(({ name }) => name)).toEqual(['b', 'a'])
})

it('bends what goes on upwards and what comes back downwards, each at a height of its own, all in view', () => {
  const all = [
    relation('live', 'td'),
    relation('live', 'td', 'sync'),
    relation('td', 'live'),
    relation('live', 'blender'),
    relation('live', 'live'),
  ]
  const { apps, arcs, width, height } = relationGraph(all, [])
  const line = apps[0]?.y ?? 0
  const heights = arcs.map(({ apex }) => apex.y)
  expect(arcs.map(({ from, to, apex }) => [from, to, apex.y < line])).toEqual([
    ['live', 'td', true],
    ['live', 'td', true],
    ['live', 'blender', true],
    ['td', 'live', false],
  ])
  const apart = heights.toSorted((a, b) => a - b).map((y, at, all) => y - (all[at - 1] ?? -Infinity))
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(20)
  expect(Math.min(...heights)).toBeGreaterThan(10)
  expect(Math.max(...heights)).toBeLessThan(height - 10)
  for (const { x } of apps) {
    expect(x - graphSize.pill.width / 2).toBeGreaterThanOrEqual(0)
    expect(x + graphSize.pill.width / 2).toBeLessThanOrEqual(width)
  }
})
