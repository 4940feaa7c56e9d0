import type { Review } from '@segue/api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'

let runner: TestRunner
beforeEach(async () => {
  runner = await openTestRunner()
})
afterEach(() => runner[Symbol.asyncDispose]())

const ask = { type: 'flow.approve', version: 1, name: 'Ask', params: { question: 'Is it good?' } }
const line = (words: string) => recipeOf({ say: text(words), ask }, ['say.text > ask.in'])

type Said = { decision: 'approve' | 'reject'; by?: string }

/** Runs a recipe to its question; `answer` says something and waits for the end. */
async function asked(recipe: ReturnType<typeof recipeOf>) {
  const runs = testRuns(runner, recipe)
  const { runId } = await runner.services.runs.start({ recipe, inputs: {} })
  await runs.until(runId, ({ head }) => head.status === 'waiting')
  const key = { runId, nodeId: 'ask' }
  return {
    runId,
    review: (): Promise<Review> => runner.services.runs.review(key),
    async answer(said: Said) {
      const { outputs } = runner.host.runs.step(runId, 'ask')
      await runner.services.runs.answer({ ...key, outputs, ...said })
      await runs.until(runId, ({ head }) => head.endedAt !== null)
    },
  }
}

test('what was approved last at the same step is there to compare with, and who approved it', async () => {
  const first = await asked(line('one'))
  expect((await first.review()).before).toBeNull()
  await first.answer({ decision: 'approve', by: 'iPhone' })
  const second = await asked(line('two'))
  await second.answer({ decision: 'reject' })
  const third = await asked(line('three'))
  expect((await third.review()).before).toMatchObject({ runId: first.runId, value: 'one', by: 'iPhone' })
  await third.answer({ decision: 'approve' })
  const fourth = await asked(line('four'))
  expect((await fourth.review()).before).toMatchObject({ runId: third.runId, value: 'three', by: null })
})

test('another recipe’s approvals are not compared with', async () => {
  const other = await asked({ ...line('one'), id: 'rcp_other' })
  await other.answer({ decision: 'approve' })
  expect((await (await asked(line('two'))).review()).before).toBeNull()
})

test('the steps that lead to a question and ran on a stand-in are named, no others', async () => {
  const tempo = { type: 'live.tempo.set', version: 1, params: { bpm: 120 } }
  const run = await asked(
    recipeOf(
      { a: { ...tempo, name: 'Tempo' }, beside: { ...tempo, name: 'Beside' }, say: text('{value}'), ask },
      ['a.bpm > say.data', 'say.text > ask.in'],
    ),
  )
  expect((await run.review()).standIns).toEqual(['Tempo'])
})

test('inside a run that another one holds, items are compared one by one', async () => {
  const inside = {
    inputs: [
      { key: 'from', label: 'Frame', type: 'number', required: false, to: [{ nodeId: 'ask', port: 'in' }] },
    ],
    outputs: [{ key: 'take', label: 'Take', type: 'json', from: { nodeId: 'ask', port: 'approved' } }],
    graph: { nodes: { ask }, edges: [] },
  } as const
  const params = { over: 'range', from: 1, to: 2, chunk: 1 }
  const takes = recipeOf(
    {
      takes: { type: 'flow.map', version: 1, name: 'Takes', params, body: structuredClone(inside) } as never,
    },
    [],
  )
  const runs = testRuns(runner, takes)
  const start = async () => {
    const { runId } = await runner.services.runs.start({ recipe: takes, inputs: {} })
    return runId
  }
  const itemOf = async (runId: string, item: number) => {
    const view = await runs.until(runId, ({ inside: held }) =>
      held.steps.some((one) => one.runId.endsWith(`/${item}`)),
    )
    return view.inside.steps.find((one) => one.runId.endsWith(`/${item}`))
  }
  const first = await start()
  for (const item of [0, 1]) {
    const held = await itemOf(first, item)
    const key = { runId: held?.runId ?? '', nodeId: 'ask' }
    await runner.services.runs.answer({ ...key, outputs: held?.step.outputs ?? {}, decision: 'approve' })
  }
  await runs.until(first, ({ head }) => head.status === 'succeeded')
  const held = await itemOf(await start(), 0)
  const { before } = await runner.services.runs.review({ runId: held?.runId ?? '', nodeId: 'ask' })
  expect(before).toMatchObject({ runId: `${first}/takes/0`, value: 1 })
})
