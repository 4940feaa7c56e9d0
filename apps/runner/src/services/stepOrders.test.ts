import { handle } from '@segue/bridge'
import { failureOf, isPausedAlone, live, type StepStatus } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'
import { realApplication } from './testing/realApplication.ts'
import { testRuns } from './testing/runs.ts'

let runner: TestRunner
beforeEach(async () => {
  runner = await openTestRunner()
})
afterEach(() => runner[Symbol.asyncDispose]())

/** Live is not here, so `a` is blocked; `c` waits for it. */
const recipe = recipeOf(
  { a: { type: 'live.tempo.set', version: 1, name: 'Tempo', params: { bpm: 120 } }, c: text('bpm {value}') },
  ['a.bpm > c.data'],
)
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error) => failureOf(error).code,
  )

async function blocked() {
  const runs = testRuns(runner, recipe)
  const { runId } = await runner.services.runs.start({ recipe, inputs: {}, providers: { live: 'real' } })
  const statusOf = (nodeId: string) => runner.host.runs.step(runId, nodeId).status
  const until = (nodeId: string, status: StepStatus) =>
    runs.until(runId, ({ steps }) => steps.some((step) => step.nodeId === nodeId && step.status === status))
  await until('a', 'blocked')
  const order = (nodeId: string, what: 'cancel' | 'pause' | 'resume' | 'retry' | 'fail') =>
    runner.services.runs.step({ runId, nodeId, order: { what } })
  return { runId, runs, until, statusOf, order }
}

test('done: a person has done it by hand, with outputs that fit; what follows goes on with them', async () => {
  const { runId, runs, until } = await blocked()
  const done = (outputs: Record<string, number | string | object>) =>
    runner.services.runs.step({
      runId,
      nodeId: 'a',
      order: { what: 'done', outputs: JSON.parse(JSON.stringify(outputs)) },
    })
  expect(await codeOf(done({ bpm: 'fast' }))).toBe('step.output_invalid')
  await done({ bpm: 99, result: { bpm: 99 } })
  const { steps } = await until('c', 'succeeded')
  expect(steps.find(({ nodeId }) => nodeId === 'c')?.outputs).toEqual({ text: 'bpm 99' })
  await runs.until(runId, ({ head }) => head.status === 'succeeded')
})

test('fail: nobody wants it tried any more; the run fails with it', async () => {
  const { runId, runs, order } = await blocked()
  await order('a', 'fail')
  const { head } = await runs.until(runId, ({ head }) => head.status === 'failed')
  expect(head.failures).not.toEqual([])
})

test('cancel: this step alone', async () => {
  const { until, statusOf, order } = await blocked()
  await order('a', 'cancel')
  await until('a', 'cancelled')
  expect(statusOf('c')).not.toBe('succeeded')
})

test('retry: it is offered again now; Live is still not here', async () => {
  const { runId, until, order } = await blocked()
  await order('a', 'retry')
  await until('a', 'blocked')
  expect(runner.host.runs.step(runId, 'a').attempt).toBeGreaterThanOrEqual(1)
})

test('a step that is in no state for an order says so', async () => {
  const { runId, order } = await blocked()
  for (const what of ['retry', 'fail'] as const) expect(await codeOf(order('c', what))).toBe('step.cannot')
  expect(await codeOf(order('x', 'cancel'))).toBe('step.unknown')
  const answer = { runId, nodeId: 'a', outputs: {}, decision: 'approve' } as const
  expect(await codeOf(runner.services.runs.answer(answer))).toBe('step.not_asking')
  await runner.services.runs.cancel(runId)
  await testRuns(runner, recipe).until(runId, ({ head }) => head.status === 'cancelled')
  for (const what of ['cancel', 'pause', 'resume'] as const)
    expect(await codeOf(order('a', what))).toBe('step.cannot')
})

test('an answer counts for what was shown, and for nothing else', async () => {
  const asking = recipeOf({ a: text('look'), ask: { type: 'flow.approve', version: 1, name: 'Ask' } }, [
    'a.text > ask.in',
  ])
  const runs = testRuns(runner, asking)
  const { runId } = await runner.services.runs.start({ recipe: asking, inputs: {} })
  await runs.until(runId, ({ head }) => head.status === 'waiting')
  const { outputs, asks } = runner.host.runs.step(runId, 'ask')
  expect(asks?.for).toBe('answer')
  const answer = { runId, nodeId: 'ask', decision: 'approve' } as const
  expect(await codeOf(runner.services.runs.answer({ ...answer, outputs: { in: 'other' } }))).toBe(
    'answer.stale',
  )
  await runner.services.runs.answer({ ...answer, outputs })
  await runs.until(runId, ({ head }) => head.status === 'succeeded')
})

test('who waits for an event hears it, once', async () => {
  const waits = recipeOf(
    {
      a: text('x'),
      w: { type: 'flow.wait', version: 1, name: 'Wait', params: { mode: 'event', topic: 'go' } },
    },
    ['a.text > w.in'],
  )
  const runs = testRuns(runner, waits)
  const { runId } = await runner.services.runs.start({ recipe: waits, inputs: {} })
  await runs.until(runId, ({ steps }) => steps.some(({ asks }) => asks?.for === 'event'))
  expect(await runner.services.runs.signal({ topic: 'stop', data: 1 })).toBe(0)
  expect(await runner.services.runs.signal({ topic: 'go', data: 1 })).toBe(1)
  await runs.until(runId, ({ head }) => head.status === 'succeeded')
  expect(await runner.services.runs.signal({ topic: 'go', data: 1 })).toBe(0)
})

test('pausing holds what has not begun, and refuses what must not be cut off', async () => {
  const told = Promise.withResolvers<void>()
  const hangs = handle(live.createTrack, () => {
    told.resolve()
    return new Promise<never>(() => {})
  })
  const fake = realApplication(runner.home, {
    app: 'live',
    name: 'Live as this test plays it',
    version: '1',
    standIn: false,
    handlers: [hangs],
  })
  const bass = { type: 'live.track.create', version: 1, name: 'Bass', params: { name: 'Bass' } }
  const tracks = recipeOf({ bass, after: text('{value}') }, ['bass.name > after.data'])
  const runs = testRuns(runner, tracks)
  const { runId } = await runner.services.runs.start({
    recipe: tracks,
    inputs: {},
    providers: { live: 'real' },
  })
  const step = (nodeId: string) => runner.host.runs.step(runId, nodeId)
  await told.promise
  const order = (nodeId: string, what: 'pause' | 'resume') =>
    runner.services.runs.step({ runId, nodeId, order: { what } })
  expect(await codeOf(order('bass', 'pause'))).toBe('step.cannot')
  await order('after', 'pause')
  await runs.until(runId, () => isPausedAlone(step('after')))
  await order('after', 'resume')
  await runs.until(runId, () => !isPausedAlone(step('after')))
  expect(step('bass').status).toBe('running')
  fake.stop()
})

test('a question inside an item is seen in the run that holds it, with its name, and answered there', async () => {
  const ask = { type: 'flow.approve', version: 1, name: 'Ask', params: { carries: 'json' } }
  const asking = recipeOf(
    {
      each: {
        type: 'flow.map',
        version: 1,
        name: 'Sounds',
        params: { over: 'range', from: 1, to: 2, chunk: 1 },
        body: {
          inputs: [
            {
              key: 'from',
              label: 'From',
              type: 'number',
              required: false,
              to: [{ nodeId: 'ask', port: 'in' }],
            },
          ],
          outputs: [{ key: 'good', label: 'Good', type: 'json', from: { nodeId: 'ask', port: 'approved' } }],
          graph: { nodes: { ask }, edges: [] },
        },
      },
    },
    [],
  )
  const runs = testRuns(runner, asking)
  const { runId } = await runner.services.runs.start({ recipe: asking, inputs: {} })
  const { inside } = await runs.until(runId, (view) => view.inside.total === 2)
  expect(inside.steps.map(({ place, step }) => [place, step.asks?.for])).toEqual([
    [[{ step: 'Sounds', item: 'frame 1' }], 'answer'],
    [[{ step: 'Sounds', item: 'frame 2' }], 'answer'],
  ])
  for (const { runId: of, step } of inside.steps)
    await runner.services.runs.answer({
      runId: of,
      nodeId: step.nodeId,
      outputs: step.outputs,
      decision: 'approve',
    })
  const { head } = await runs.until(runId, ({ head }) => head.status === 'succeeded')
  expect(runner.host.runs.view(head.runId).inside.total).toBe(0)
})

test('a question of a recipe inside an item is seen from the outside, with the whole way to it', async () => {
  const { recipes, runs } = runner.services
  const ask = { type: 'flow.approve', version: 1, name: 'Ask', params: { carries: 'text' } }
  const asks = recipeOf({ say: text('look'), ask }, ['say.text > ask.in'], { id: 'rcp_asks' })
  const { id } = await recipes.create({ name: 'Asks', recipe: asks })
  await recipes.publish(id)
  const use = {
    type: 'flow.recipe',
    version: 1,
    name: 'Film',
    recipe: { id, version: 1, name: 'Asks', inputs: [], outputs: [] },
  }
  const outer = recipeOf(
    {
      each: {
        type: 'flow.map',
        version: 1,
        name: 'Sounds',
        params: { over: 'range', from: 1, to: 1, chunk: 1 },
        body: { inputs: [], outputs: [], graph: { nodes: { use }, edges: [] } },
      },
    },
    [],
  )
  const { runId } = await runs.start({ recipe: outer, inputs: {} })
  const { until } = testRuns(runner, outer)
  const { inside } = await until(runId, (view) => view.inside.total === 1)
  const [held] = inside.steps
  expect(held).toMatchObject({
    runId: `${runId}/each/0/use/0`,
    place: [
      { step: 'Sounds', item: 'frame 1' },
      { step: 'Film', item: null },
    ],
    step: { nodeId: 'ask', outputs: { in: 'look' } },
  })
  if (!held) throw new Error('nothing is held')
  await runs.answer({ runId: held.runId, nodeId: 'ask', outputs: held.step.outputs, decision: 'approve' })
  await until(runId, ({ head }) => head.status === 'succeeded')
})
