import { failureOf } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'
import { testRuns } from './testing/runs.ts'

let runner: TestRunner
beforeEach(async () => {
  runner = await openTestRunner()
})
afterEach(() => runner[Symbol.asyncDispose]())

const said = (template: string) =>
  recipeOf({ a: text(template) }, [], {
    outputs: [{ key: 'said', label: 'Said', from: { nodeId: 'a', port: 'text' } }],
  })
/** Runs a version of another recipe. */
const using = (id: string, version: number) =>
  recipeOf(
    {
      r: {
        ...{ type: 'flow.recipe', version: 1, name: 'Inner' },
        recipe: {
          ...{ id, version, name: 'Inner', inputs: [] },
          outputs: [{ key: 'said', label: 'Said', type: 'text' }],
        },
      },
    },
    [],
    { id: 'rcp_outer', outputs: [{ key: 'end', label: 'End', from: { nodeId: 'r', port: 'said' } }] },
  )
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error) => failureOf(error).code,
  )

test('a version never changes: what runs it gives the same after the recipe was edited, and removed', async () => {
  const { recipes } = runner.services
  const { id } = await recipes.create({ name: 'Inner', recipe: said('one') })
  expect(await recipes.publish(id)).toMatchObject({ version: 1, revision: 0 })
  expect(await recipes.publish(id)).toMatchObject({ version: 1 })
  await recipes.save({ id, baseRevision: 0, changes: [{ type: 'node.rename', nodeId: 'a', name: 'B' }] })
  expect(await recipes.publish(id)).toMatchObject({ version: 2, revision: 1 })
  expect((await recipes.versions(id)).map(({ version }) => version)).toEqual([2, 1])
  expect((await recipes.version({ id, version: 1 })).graph.nodes.a?.name).toBe('one')
  await recipes.remove(id)
  const { head } = await testRuns(runner, using(id, 1)).run({})
  expect(head).toMatchObject({ status: 'succeeded', outputs: { end: 'one' } })
})

test('a version that is not there is refused by name', async () => {
  expect(await codeOf(runner.services.recipes.version({ id: 'rcp_none', version: 1 }))).toBe(
    'recipe.unknown_version',
  )
  expect(await codeOf(testRuns(runner, using('rcp_none', 1)).run({}))).toBe('recipe.unknown_version')
})

test('what could not run is not published', async () => {
  const { recipes } = runner.services
  const broken = recipeOf({ a: text('x', { type: 'no.such' }) }, [])
  const { id } = await recipes.create({ name: 'Broken', recipe: broken })
  expect(await codeOf(recipes.publish(id))).toBe('node.unknown_type')
  expect(await recipes.versions(id)).toEqual([])
})

test('a run is shown as machines, with the states in which it is', async () => {
  const { head } = await testRuns(runner, said('one')).run({})
  const { graph, machines } = await runner.services.runs.inspect(head.runId)
  expect(graph).toContain('one')
  expect(machines.map(({ id }) => id)).toContain('run')
  for (const { mermaid, config } of machines) {
    expect(mermaid).toContain('stateDiagram')
    expect(config).toBeTypeOf('object')
  }
})
