import type { RunView } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recipeOf } from '../services/testing/chain.ts'
import { type Lab, openLab } from './lab.ts'
import { stub } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

let lab: Lab
let runner: StubProcess
let runId: string
beforeEach(() => {
  lab = openLab()
})
afterEach(() => lab.remove())

/** Kills the runner in the middle of step `a` and starts the next one. */
async function killInMidStep(kind: 'once' | 'now'): Promise<void> {
  runner = await lab.start()
  const recipe = recipeOf({ a: stub(kind, 600), z: stub('repeat') }, ['a.out > z.in'])
  ;({ runId } = await runner.call<{ runId: string }>('runs.start', { recipe, inputs: {} }))
  lab.memory.accept(runId)
  await expect.poll(() => lab.effects().length, { timeout: 20_000 }).toBe(1)
  await runner.kill()
  runner = await lab.start()
}
const view = () => runner.call<RunView>('view', runId)
const statusOf = async (nodeId: string) => (await view()).steps.find((step) => step.nodeId === nodeId)?.status
const file = { artifactId: '0'.repeat(64), mime: 'text/plain', bytes: 0, name: 'said.txt', meta: {} }
const ends = [
  { order: { what: 'retry' }, status: 'succeeded', effects: 3 },
  {
    order: { what: 'done', outputs: { out: 'x', file } },
    status: 'succeeded',
    effects: 2,
  },
  { order: { what: 'fail' }, status: 'failed', effects: 1 },
] as const

describe('a step that must not run twice, killed in the middle', () => {
  test.each(ends)(
    'R01 P4 is unknown with a reason, and ends as a person says: $order.what',
    async ({ order, status, effects }) => {
      await killInMidStep('once')
      await expect.poll(() => statusOf('a'), { timeout: 10_000 }).toBe('unknown')
      expect((await view()).head.status).toBe('waiting')
      expect((await view()).steps[0]?.reason).toBeTruthy()
      if (order.what === 'retry') lab.memory.allow(`${runId}/a`)
      await runner.call('runs.step', { runId, nodeId: 'a', order })
      await lab.settle(runner)
      expect((await view()).head.status).toBe(status)
      expect(lab.effects()).toHaveLength(effects)
      await runner.close()
      lab.check()
    },
  )
})

test('R01 P4 a step whose moment has passed is skipped as late, and nothing asks', async () => {
  await killInMidStep('now')
  await lab.settle(runner)
  const { head, steps } = await view()
  expect(head.status).toBe('succeeded')
  expect(steps.map(({ nodeId, status, reason }) => [nodeId, status, reason])).toContainEqual([
    'a',
    'skipped',
    'late',
  ])
  expect(lab.effects()).toHaveLength(1)
  await runner.close()
  lab.check()
})
