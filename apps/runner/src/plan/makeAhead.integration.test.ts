import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantStarters } from '../services/samples.ts'
import { howOf, testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'

let runner: TestRunner
beforeAll(async () => {
  runner = await openTestRunner()
  await plantStarters(runner.db, runner.artifacts)
})
afterAll(() => runner[Symbol.asyncDispose]())

const recipe = { id: 'rcp_beat-film' }
const inputs = { seconds: 1, width: 160, height: 90, fps: '24' }

test('a plan makes what is quick and tells something; it starts no run, and the next run finds it', async () => {
  const runs = testRuns(runner, recipe, inputs)
  const first = await runs.plan({})
  expect(first).toMatchObject({
    export: ['runs', expect.stringMatching(/^first run/)],
    analyse: ['waits', 'waits for Sound'],
    render: ['waits', 'waits for Animate'],
  })

  const stopped = await runner.services.runs.plan({ recipe, inputs, ahead: true }, AbortSignal.abort())
  expect(stopped.nodes.find(({ nodeId }) => nodeId === 'export')?.verdict).toBe('runs')

  const ahead = await runs.plan({ ahead: true })
  expect(ahead).toMatchObject({
    export: ['cached', expect.stringContaining('made for this plan')],
    analyse: ['cached', expect.stringContaining('made for this plan')],
    animate: ['runs', expect.any(String)],
    render: ['runs', expect.stringContaining('24 frames to render')],
    deliver: ['waits', expect.any(String)],
  })
  expect(await runner.services.runs.list({ limit: 5 })).toEqual([])

  const view = await runs.run({})
  expect(view.head.status).toBe('succeeded')
  expect(howOf(view)).toMatchObject({ export: 'cached', analyse: 'cached', animate: 'run', render: 'run' })
})
