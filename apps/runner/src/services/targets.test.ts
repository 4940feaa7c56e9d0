import { failureOf } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'
import { howOf, testRuns } from './testing/runs.ts'

let runner: TestRunner
beforeEach(async () => {
  runner = await openTestRunner()
})
afterEach(() => runner[Symbol.asyncDispose]())

/** word → a → b → c, and d beside them. */
const recipe = (template = '{value}!') =>
  recipeOf(
    { a: text('a {value}'), b: text(template), c: text('c {value}'), d: text('d') },
    ['a.text > b.data', 'b.text > c.data'],
    {
      inputs: [
        { key: 'word', label: 'Word', type: 'text', required: true, to: [{ nodeId: 'a', port: 'data' }] },
      ],
      outputs: [{ key: 'end', label: 'End', from: { nodeId: 'c', port: 'text' } }],
    },
  )
const runs = (template?: string) => testRuns(runner, recipe(template), { word: 'x' })
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error) => failureOf(error).code,
  )

test('one value that is changed runs what depends on it, and nothing else', async () => {
  expect(howOf(await runs().run({}))).toEqual({ a: 'run', b: 'run', c: 'run', d: 'run' })
  expect(howOf(await runs().run({}))).toEqual({ a: 'cached', b: 'cached', c: 'cached', d: 'cached' })
  expect(howOf(await runs('{value}?').run({}))).toEqual({ a: 'cached', b: 'run', c: 'run', d: 'cached' })
  const view = await runs().run({ inputs: { word: 'y' } })
  expect(howOf(view)).toEqual({ a: 'run', b: 'run', c: 'run', d: 'cached' })
  expect(view.head.outputs).toEqual({ end: 'c a y!' })
})

describe('a part of a recipe', () => {
  test('to: only what a node needs', async () => {
    const view = await runs().run({ target: { part: 'to', nodeIds: ['b'] } })
    expect(howOf(view)).toMatchObject({ a: 'run', b: 'run', c: 'skipped', d: 'skipped' })
    expect(view.head.status).toBe('succeeded')
  })

  test('fresh: everything, whatever is known', async () => {
    await runs().run({})
    expect(howOf(await runs().run({ target: { part: 'fresh' } }))).toEqual({
      ...{ a: 'run', b: 'run', c: 'run', d: 'run' },
    })
  })

  test('from: this node with other values, and what depends on it; the rest is as it was', async () => {
    const { head } = await runs().run({ inputs: { word: 'first' } })
    const target = { part: 'from', nodeId: 'b', runId: head.runId, edits: { data: 'by hand' } } as const
    const view = await runs().run({ target, inputs: { word: 'first' } })
    expect(howOf(view)).toMatchObject({ a: 'kept', b: 'run', c: 'run', d: 'kept' })
    expect(view.head.outputs).toEqual({ end: 'c by hand!' })
  })

  test('from: a run of another recipe, or one that has nothing to give, is refused', async () => {
    const { head } = await runs().run({ target: { part: 'to', nodeIds: ['a'] } })
    const from = { part: 'from', nodeId: 'c', runId: head.runId, edits: {} } as const
    expect(await codeOf(runs().run({ target: from }))).toBe('run.part_unknown')
    const other = testRuns(runner, { ...recipe(), id: 'rcp_other' }, { word: 'x' })
    expect(await codeOf(other.run({ target: from }))).toBe('run.other_recipe')
  })

  test('failed: what did not succeed, once it is mended', async () => {
    const waiting = (params: Record<string, string | number>) =>
      testRuns(
        runner,
        recipeOf(
          { a: text('a'), b: { type: 'flow.wait', version: 1, name: 'Wait', params }, c: text('c {value}') },
          ['a.text > b.in', 'b.out > c.data'],
        ),
      )
    const first = await waiting({ mode: 'event', topic: '' }).run({})
    expect(first.head).toMatchObject({ status: 'failed', failures: [{ code: 'wait.no_topic' }] })
    const mended = waiting({ mode: 'duration', seconds: 0 })
    const target = { part: 'failed', runId: first.head.runId } as const
    const second = await mended.run({ target })
    expect(howOf(second)).toEqual({ a: 'kept', b: 'run', c: 'run' })
    const nothing = mended.run({ target: { ...target, runId: second.head.runId } })
    expect(await codeOf(nothing)).toBe('run.nothing_failed')
  })
})

test('what is wrong with a recipe or its inputs is told at once, all of it', async () => {
  const bad = recipeOf({ a: text('a', { params: { template: 5 } }), b: text('b', { type: 'no.such' }) }, [])
  const failed = await testRuns(runner, bad)
    .run({})
    .then(
      () => [],
      (error) => error.failures,
    )
  expect(failed.length).toBeGreaterThan(1)
  expect(await codeOf(testRuns(runner, recipe()).run({}))).toMatch(/input/)
  expect(await runner.services.runs.list({ limit: 10 })).toEqual([])
})

test('a run has the priority and the folder that were asked for', async () => {
  const { runId } = await runner.services.runs.start({
    ...{ recipe: recipe(), inputs: { word: 'x' }, priority: 7, outFolder: '/tmp/somewhere' },
  })
  await runs().until(runId, ({ head }) => head.status === 'succeeded')
  expect(runner.host.runs.facts(runId)).toMatchObject({ priority: 7, outFolder: '/tmp/somewhere' })
  expect((await runner.services.runs.replay(runId)).differs).toBeNull()
})
