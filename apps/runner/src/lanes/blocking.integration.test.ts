import { readdirSync } from 'node:fs'
import { handle } from '@segue/bridge'
import { live } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { realApplication } from '../services/testing/realApplication.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'

const tempo = (bpm: number) => ({ type: 'live.tempo.set', version: 1, name: `${bpm}`, params: { bpm } })
const recipe = recipeOf({ a: tempo(120), b: tempo(121), t: text('beside it') }, ['a.result > b.after'])
const real = { providers: { live: 'real' } } as const

/** A busy machine takes its time. */
const slow = { timeout: 20_000 }

let runner: TestRunner
/** What Live was told to do. */
let told: string[]
let leave: () => void
let gate: PromiseWithResolvers<void>

/** Live as this process plays it: it works until the test lets it, or until it is told to stop. */
function open(): void {
  const { stop } = realApplication(runner.home, {
    ...{ app: 'live', name: 'Live', version: '12.1', standIn: false },
    handlers: [
      handle(live.setTempo, async ({ bpm }, { signal }) => {
        told.push(`tempo ${bpm}`)
        const stopped = new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => resolve(), { once: true }),
        )
        await Promise.race([gate.promise, stopped])
        if (signal.aborted) told.push('stopped')
        signal.throwIfAborted()
        return { bpm }
      }),
    ],
  })
  leave = stop
}

beforeEach(async () => {
  told = []
  leave = () => {}
  gate = Promise.withResolvers()
  runner = await openTestRunner()
})
afterEach(async () => {
  leave()
  await runner[Symbol.asyncDispose]()
})

test('a step whose application is not here waits for it, uses no attempt, and goes on when it comes', async () => {
  const runs = testRuns(runner, recipe)
  const { runId } = await runner.services.runs.start({ recipe, inputs: {}, ...real })
  const { steps } = await runs.until(runId, ({ steps }) =>
    ['blocked', 'succeeded'].every((status) => steps.some((step) => step.status === status)),
  )
  expect(steps.map(({ nodeId, status, attempt }) => [nodeId, status, attempt])).toEqual(
    expect.arrayContaining([
      ['a', 'blocked', 1],
      ['t', 'succeeded', 1],
    ]),
  )
  const [queued] = await runner.services.queue.list()
  expect(queued).toMatchObject({ nodeId: 'a', lane: 'live', running: false, waitsFor: expect.any(String) })
  gate.resolve()
  open()
  const view = await runs.until(runId, ({ head }) => head.status === 'succeeded')
  expect(told).toEqual(['tempo 120', 'tempo 121'])
  expect(view.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 1])
})

test('cancelling ends the work in the application; nothing happens after it, and no folder stays', async () => {
  open()
  await expect
    .poll(async () => (await runner.services.apps.connection('live')).bridge !== null, slow)
    .toBe(true)
  const runs = testRuns(runner, recipe)
  const { runId } = await runner.services.runs.start({ recipe, inputs: {}, ...real })
  await expect.poll(() => told, slow).toEqual(['tempo 120'])
  await runner.services.runs.cancel(runId)
  const { steps } = await runs.until(runId, ({ head }) => head.status === 'cancelled')
  await expect.poll(() => told, slow).toEqual(['tempo 120', 'stopped'])
  expect(steps.find(({ nodeId }) => nodeId === 'b')?.status).toBe('cancelled')
  await expect.poll(() => readdirSync(runner.home.work), slow).toEqual([])
  expect(await runner.services.queue.list()).toEqual([])
  expect(told).toEqual(['tempo 120', 'stopped'])
})
