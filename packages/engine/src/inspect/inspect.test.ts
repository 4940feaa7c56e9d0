import { describe, expect, test } from 'vitest'
import { createMachine } from 'xstate'
import { compile } from '../compile/compile.ts'
import { machineConfigs } from '../machines/configs.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { inspect } from './inspect.ts'

const branch = { type: 'flow.branch', name: 'Left?', params: { cases: [{ key: 'left' }] } }
const map = {
  type: 'flow.map',
  name: 'Each',
  params: { each: 'x' },
  body: bodyOf({ inner: { name: 'Inside' } }),
}
const compiled = compile(
  recipeOf({ a: {}, b: { ...branch, from: { value: 'a' } }, c: { from: { in0: 'b.left' } }, m: map }),
  testTypes,
)

describe('the graph', () => {
  const { graph } = inspect(compiled)

  test('has each node with its kind, each edge with its ports, and ways that may stay empty dotted', () => {
    expect(graph).toMatch(/^flowchart LR\n/)
    expect(graph).toContain('n0["A<br/>test.join<br/>local"]')
    expect(graph).toMatch(/n\d\{"Left\?<br\/>flow\.branch<br\/>branch"\}/)
    expect(graph).toContain('-->|"out → value"|')
    expect(graph).toContain('-.->|"left → in0"|')
  })

  test('has what a map runs as a box', () => {
    expect(graph).toMatch(/subgraph c0\["Each"\]\n {2}c0n0\["Inside<br\/>test\.join<br\/>local"\]\n {2}end/)
    expect(graph).toMatch(/n\d -\. runs \.-> c0/)
  })

  test('shows where a run stands, with its items', () => {
    const steps = [
      { nodeId: 'a', status: 'succeeded' as const, settledBy: 'cached', items: null },
      {
        nodeId: 'm',
        status: 'running' as const,
        settledBy: null,
        items: { total: 5, live: 2, succeeded: 1, failed: 1 },
      },
    ]
    const live = inspect(compiled, { rows: [], steps }).graph
    expect(live).toContain('succeeded (cached)"]:::succeeded')
    expect(live).toContain('1 of 5 done, 1 failed, 2 live"]]:::going')
    expect(live).toContain('classDef going')
  })

  test('takes no text of a person for its own', () => {
    const { graph: text } = inspect(compile(recipeOf({ a: { name: '"]; click <script>\nend' } }), testTypes))
    expect(text).not.toMatch(/<script|"\]; click/)
    expect(text.split('\n').filter((line) => line.includes('script'))).toHaveLength(1)
  })
})

describe('the machines', () => {
  const { machines } = inspect(compiled)

  test('are those that run and bodies need, each once', () => {
    expect(machines.map(({ id }) => id)).toEqual(['action', 'branch', 'map', 'run'])
  })

  test('are drawn with guards, actions and timers', () => {
    const action = machines.find(({ id }) => id === 'action')?.mermaid ?? ''
    expect(action).toMatch(/^stateDiagram-v2\n/)
    expect(action).toMatch(/s\d+ --> s\d+ : JOB\.FAILED \[canTryAgain\] \/ countFailure/)
    expect(action).toMatch(/startTimeout \(arms timer timeout\)/)
    expect(action).toMatch(/JOB\.SUCCEEDED \[else\]/)
  })

  test('are configs that XState takes as they are', () => {
    for (const { id, config } of machines) {
      const machine = createMachine(config as object)
      const stored = machineConfigs[id as keyof typeof machineConfigs]
      expect(Object.keys(machine.states)).toEqual(Object.keys(stored.states))
    }
  })

  test('show who is in which state now', () => {
    const action = machines.find(({ id }) => id === 'action')
    const row = { actor: 'run_x/a', machine: action?.hash ?? '', state: 'running' }
    const live = inspect(compiled, { rows: [row], steps: [] }).machines.find(({ id }) => id === 'action')
    expect(live?.mermaid).toMatch(/: ● A\n/)
    expect(live?.mermaid).toMatch(/class s\d+ live/)
  })
})

test('the same input gives the same text', () => {
  expect(inspect(compiled)).toEqual(inspect(compiled))
})
