import type { Compiled, PlanNode } from '@segue/engine'
import type { LaneId } from '@segue/protocol'
import { expect, test } from 'vitest'
import { warmAhead } from './warm.ts'

type Node = Pick<PlanNode, 'nodeId' | 'lane' | 'control' | 'upstream' | 'child'>
const node = (nodeId: string, lane: LaneId, upstream: string[], more: Partial<Node> = {}): Node => ({
  ...{ nodeId, lane, control: null, upstream, child: null },
  ...more,
})
const planOf = (nodes: Node[]) => ({ plan: { nodes } }) as unknown as Compiled // no more is asked of it
const inside = planOf([node('render', 'blender', [])])
const compiled = planOf([
  node('curves', 'td', []),
  node('hold', 'local', [], { control: 'wait' }),
  node('animate', 'blender', ['curves', 'hold:out']),
  node('list', 'local', []),
  node('each', 'local', ['list'], { control: 'map', child: inside }),
  node('film', 'media', ['animate', 'each']),
])

test.each([
  ['curves', 'td', 1],
  ['hold', 'local', 0],
  ['animate', 'blender', 0],
  ['list', 'local', 1],
  ['film', 'media', 0],
] as const)('%s warms Blender when something in it waits for that', (nodeId, lane, times) => {
  const warmed: unknown[] = []
  const facts = () => ({ compiled, providers: { blender: 'blender@3.4.1' } })
  const options = {
    host: { runs: { facts } },
    hub: { warm: (...args: unknown[]) => warmed.push(args) },
  } as unknown as Parameters<typeof warmAhead>[0] // no more is asked of them
  warmAhead(options, [{ runId: 'run_1', nodeId, lane }])
  expect(warmed).toEqual(Array.from({ length: times }, () => ['blender', 'blender@3.4.1']))
})
