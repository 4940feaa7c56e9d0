import { describe, expect, test } from 'vitest'
import type { AnyMachineSnapshot } from 'xstate'
import { adjacencyMapToArray, getAdjacencyMap, getShortestPaths } from 'xstate/graph'
import { compile } from '../compile/compile.ts'
import { failureOf } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import type { NodeEvent } from '../types.ts'
import { loadMachine } from './load.ts'
import { nodeConfig } from './nodeMachine.ts'
import type { NodeInput } from './nodeVerbs.ts'

const compiled = compile(recipeOf({ a: {} }), testTypes)
const machine = Object.keys(compiled.machines)
  .map((hash) => loadMachine(hash, compiled))
  .find(({ id }) => id === 'node')

const inputs: NodeInput[] = (['action', 'frozen', 'bypassed', 'muted', 'idle'] as const).flatMap((kind) =>
  [true, false].map((repeatable) => ({ kind, repeatable, tries: 2, pending: 2 })),
)

interface Arrow {
  target?: string
  guard?: string
  actions?: unknown
}

/** Everything worth telling a node in this state: its own attempt and timer, and those before. */
const eventsFor = ({ context: { attempt, epoch } }: AnyMachineSnapshot): NodeEvent[] => [
  { type: 'START', seed: 's' },
  { type: 'UPSTREAM.SUCCEEDED', nodeId: 'u' },
  { type: 'UPSTREAM.SKIPPED', nodeId: 'u', reason: 'U failed' },
  ...[attempt, attempt - 1].flatMap((n): NodeEvent[] => [
    { type: 'JOB.STARTED', attempt: n },
    { type: 'JOB.BLOCKED', attempt: n, reason: 'Blender is not there' },
    { type: 'JOB.SUCCEEDED', attempt: n, outputs: 'hash', cached: false },
    { type: 'JOB.FAILED', attempt: n, failure: failureOf('transient') },
    { type: 'JOB.FAILED', attempt: n, failure: failureOf('permanent') },
    { type: 'JOB.LOST', attempt: n },
  ]),
  ...[epoch, epoch - 1].flatMap((n): NodeEvent[] => [
    { type: 'TIMER', id: 'retry', epoch: n },
    { type: 'TIMER', id: 'timeout', epoch: n },
  ]),
  { type: 'CANCEL', reason: 'The run was cancelled' },
  { type: 'PAUSE' },
  { type: 'RESUME' },
  { type: 'RETRY' },
]

/** All that can happen to a node, until its fifth attempt. */
const explore = (input: NodeInput) => {
  if (!machine) throw new Error('no node machine')
  return adjacencyMapToArray(
    getAdjacencyMap(machine, {
      input,
      events: eventsFor,
      serializeState: ({ value, context }) => JSON.stringify([value, context]),
      stopWhen: ({ status, context }) => status === 'done' || context.attempt > 4,
    }),
  )
}

const explored = inputs.map((input) => ({ input, edges: explore(input) }))

describe('every way a node can go', () => {
  test('takes every arrow of the machine at least once', () => {
    const taken = new Set(
      explored.flatMap(({ edges }) =>
        edges.map((edge) => `${edge.state.value} ${edge.event.type} ${edge.nextState.value}`),
      ),
    )
    const states: Record<string, { on?: Record<string, Arrow | readonly Arrow[]>; type?: string }> =
      nodeConfig.states
    const arrows = Object.entries(states).flatMap(([state, { on = {} }]) =>
      Object.entries(on).flatMap(([event, to]) =>
        [to].flat().map((arrow: Arrow) => `${state} ${event} ${arrow.target ?? state}`),
      ),
    )
    expect(arrows.filter((arrow) => !taken.has(arrow))).toEqual([])
    expect(arrows.length).toBeGreaterThan(60)
  })

  test('leads to the end from every state', () => {
    for (const { edges } of explored) {
      const ends = new Set(
        edges.flatMap(({ nextState }) => (nextState.status === 'done' ? [nextState.value] : [])),
      )
      const canEnd = new Set<unknown>(ends)
      for (let before = -1; before !== canEnd.size; ) {
        before = canEnd.size
        for (const { state, nextState } of edges) if (canEnd.has(nextState.value)) canEnd.add(state.value)
      }
      expect(edges.filter(({ state }) => !canEnd.has(state.value))).toEqual([])
    }
  })

  test('never ends twice, never counts attempts down, and never runs a step again that must not', () => {
    for (const { input, edges } of explored) {
      for (const { state, event, nextState } of edges) {
        expect(nextState.context.attempt).toBeGreaterThanOrEqual(state.context.attempt)
        const again = state.context.attempt > 0 && nextState.context.attempt > state.context.attempt
        if (again && !input.repeatable) expect(event.type).toBe('RETRY')
        if (again && event.type === 'RETRY') expect(['retrying', 'blocked', 'unknown']).toContain(state.value)
      }
    }
  })

  test('only results of the attempt under way count', () => {
    for (const { edges } of explored)
      for (const { state, event, nextState } of edges)
        if ('attempt' in event && event.attempt !== state.context.attempt)
          expect(nextState.context).toEqual(state.context)
  })

  test('nodes that are frozen, bypassed, muted or idle never run', () => {
    for (const { input, edges } of explored)
      if (input.kind !== 'action')
        for (const { nextState } of edges) expect(nextState.context.attempt).toBe(0)
  })

  test('reaches each of its states by a path of at most seven events', () => {
    if (!machine) throw new Error('no node machine')
    const paths = getShortestPaths(machine, {
      input: { kind: 'action', repeatable: true, tries: 2, pending: 2 },
      events: eventsFor,
      serializeState: ({ value, context }) => JSON.stringify([value, context]),
      stopWhen: ({ status, context }) => status === 'done' || context.attempt > 3,
    })
    const lengths = new Map<string, number>()
    for (const { state, steps } of paths) {
      const name = String(state.value)
      lengths.set(name, Math.min(lengths.get(name) ?? Number.POSITIVE_INFINITY, steps.length))
    }
    expect([...lengths.keys()].sort()).toEqual(Object.keys(nodeConfig.states).sort())
    expect(Math.max(...lengths.values())).toBeLessThanOrEqual(7)
  })
})

test('the config is plain JSON that names only what exists', () => {
  const text = JSON.stringify(nodeConfig)
  expect(JSON.parse(text)).toEqual(nodeConfig)
  const verbs = new Set(Object.keys(machine?.implementations.actions ?? {}))
  const guards = new Set(Object.keys(machine?.implementations.guards ?? {}))
  const named = (key: string) =>
    Array.from(text.matchAll(new RegExp(`"${key}":(\\[[^\\]]*\\]|"[^"]*")`, 'g')), ([, hit]) => hit ?? '')
  for (const hit of ['actions', 'entry', 'exit'].flatMap(named))
    for (const name of [JSON.parse(hit)].flat()) expect(verbs).toContain(name)
  for (const hit of named('guard')) expect(guards).toContain(JSON.parse(hit))
})
