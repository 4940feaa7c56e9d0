import { isPausedAlone } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { plantStarters } from './samples.ts'
import { testRuns } from './testing/runs.ts'

let runner: TestRunner
beforeAll(async () => {
  runner = await openTestRunner()
  await plantStarters(runner.db, runner.artifacts)
})
afterAll(() => runner[Symbol.asyncDispose]())

test('a render that is paused keeps the frames that are done, and renders only the others when it goes on', async () => {
  const { host, services } = runner
  const total = 10 * 24
  const recipe = { id: 'rcp_beat-film' }
  const { until } = testRuns(runner, recipe)
  const { runId } = await services.runs.start({ recipe, inputs: { seconds: 10, width: 160, height: 90 } })
  const render = () => host.runs.step(runId, 'render')
  const done = () => host.marks(runId, 'render').filter(([key]) => key.startsWith('frame:')).length
  const order = (what: 'pause' | 'resume') => services.runs.step({ runId, nodeId: 'render', order: { what } })
  await until(runId, () => done() > 5)
  await order('pause')
  const held = await until(runId, ({ head }) => isPausedAlone(render()) && head.status === 'waiting')
  const kept = done()
  expect(kept).toBeLessThan(total)
  expect(held.steps.find(({ nodeId }) => nodeId === 'film')?.status).toBe('waiting')
  await order('resume')
  const { head, log } = await until(runId, (view) => view.head.status === 'succeeded')
  const said = log
    .filter(({ text }) => text.includes('frames to render'))
    .map(({ text }) => Number.parseInt(text, 10))
  expect(said[0]).toBe(total)
  expect(said[1]).toBeLessThanOrEqual(total - kept)
  expect((await services.runs.replay(head.runId)).differs).toBeNull()
})
