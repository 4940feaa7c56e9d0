import { afterAll, beforeAll, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { reportWords } from './reportWords.ts'

let runner: TestRunner
let recipeId: string
beforeAll(async () => {
  runner = await openTestRunner()
  const recipe = recipeOf(
    {
      words: text('{value}!', { params: { template: '{value}!' } }),
      look: { type: 'flow.approve', version: 1, name: 'Look', params: { question: 'Is it loud?' } },
    },
    ['words.text > look.in'],
    {
      inputs: [
        { key: 'word', label: 'Word', type: 'text', default: 'hi', to: [{ nodeId: 'words', port: 'data' }] },
      ],
      outputs: [{ key: 'said', from: { nodeId: 'words', port: 'text' } }],
    },
  )
  const made = await runner.services.recipes.create({ name: 'Shout', recipe })
  recipeId = made.id
})
afterAll(() => runner[Symbol.asyncDispose]())

/** Runs it, and says yes when it asks. */
async function shout(inputs: Record<string, string>) {
  const { runs } = runner.services
  const { runId } = await runs.start({ recipe: { id: recipeId }, inputs })
  return approve(runId)
}
async function approve(runId: string) {
  const { until } = testRuns(runner, { id: recipeId })
  const { steps } = await until(runId, ({ head }) => head.status === 'waiting')
  const { outputs = {} } = steps.find(({ nodeId }) => nodeId === 'look') ?? {}
  await runner.services.runs.answer({ runId, nodeId: 'look', outputs, decision: 'approve' })
  return until(runId, ({ head }) => head.status === 'succeeded')
}

test('a run is made again with a change, a favourite stays when its run goes, and the report tells both', async () => {
  const { runs, takes, report, storage } = runner.services
  const first = await shout({ word: 'ho' })
  expect(first.head.outputs).toEqual({ said: 'ho!' })
  const { runId } = await runs.rerun({ runId: first.head.runId, inputs: { word: 'ha' } })
  const again = await approve(runId)
  expect(again.head).toMatchObject({ inputs: { word: 'ha' }, outputs: { said: 'ha!' } })

  const take = await takes.keep({ runId: first.head.runId, output: 'said', name: 'The loud one' })
  expect(await takes.keep({ runId: first.head.runId, output: 'said' })).toEqual(take)
  const night = await report.night()
  expect(night.counts).toMatchObject({ done: 2, failed: 0, waiting: 0 })
  expect(reportWords(night).title).toBe('Segue: 2 done')

  const rules = { days: 30, runsPerRecipe: 1, maxBytes: 1_000_000_000 }
  expect((await storage.report(rules)).goes.runs).toBe(1)
  await storage.setRules(rules)
  expect(await storage.freeNow()).toMatchObject({ runs: 1 })
  expect((await runs.list({ limit: 10 })).map((run) => run.runId)).toEqual([runId])
  expect(await takes.list({ recipeId })).toMatchObject([
    { name: 'The loud one', value: 'ho!', inputs: { word: 'ho' }, output: 'said' },
  ])
  await takes.drop(take.id)
  await expect(takes.drop(take.id)).rejects.toThrow('There is no favourite')
})

test('a run that asks stands in the report with what it asks', async () => {
  const { runs, report } = runner.services
  const { runId } = await runs.start({ recipe: { id: recipeId }, inputs: {} })
  await testRuns(runner, { id: recipeId }).until(runId, ({ head }) => head.status === 'waiting')
  const { runs: told, counts } = await report.night()
  expect(counts.waiting).toBe(1)
  expect(told[0]).toMatchObject({ runId, waits: 'Is it loud?' })
  await runs.cancel(runId)
})

test('a look ahead names what would keep a run from starting, what will ask, and when triggers start', async () => {
  const { preflight, triggers, recipes } = runner.services
  const settings = {
    kind: 'schedule',
    when: 'every 6 hours',
    zone: 'UTC',
    jitterSec: 0,
    misfire: { run: 'none' },
  }
  await triggers.create({
    ...{ recipeId, version: null, name: 'Nightly', enabled: true, inputs: {}, overlap: 'skip' },
    settings: settings as Parameters<typeof triggers.create>[0]['settings'], // whole, of the kind that it names
  })
  const until = Date.now() + 86_400_000
  const [item] = (await preflight.check({ until })).items
  expect(item).toMatchObject({ recipeName: 'Shout', trigger: { name: 'Nightly' }, times: 4 })
  expect(item?.findings).toMatchObject([{ code: 'preflight.asks', severity: 'warning', nodeId: 'look' }])

  const file = { artifactId: 'f'.repeat(64), mime: 'audio/wav', bytes: 1, name: 'gone.wav', meta: {} }
  const broken = recipeOf({ look: { type: 'blender.scene', version: 1, name: 'Scene', params: {} } }, [], {
    cover: file,
  })
  const { id } = await recipes.create({ name: 'Broken', recipe: broken })
  const { items } = await preflight.check({
    runs: [
      { recipeId: id, inputs: {} },
      { recipeId, inputs: { no: 1 } },
    ],
  })
  expect(items.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
    ['preflight.media_missing', 'preflight.stand_in'],
    [expect.stringMatching(/^input\./)],
  ])
})
