import type { RunView, StepView } from '@segue/protocol'
import { expect, test } from 'vitest'
import { problemsIn } from './problems.ts'

const failure = {
  code: 'scene.camera-missing',
  message: 'No camera.',
  hint: 'Add one.',
  severity: 'error' as const,
  kind: 'input' as const,
}

const view = (steps: Partial<StepView>[]): RunView => ({
  head: {
    runId: 'run_1',
    recipeId: 'rcp_1',
    recipeName: 'Beat film',
    status: 'failed',
    parent: null,
    priority: 0,
    kept: false,
    unattended: false,
    createdAt: 0,
    endedAt: 1,
    inputs: {},
    outputs: {},
    failures: [
      { ...failure, nodeId: 'a' },
      { ...failure, code: 'disk.full' },
    ],
  },
  steps: steps.map((step, index) => ({
    nodeId: 'abc'.charAt(index),
    type: 'text.template',
    name: 'Text',
    status: 'failed',
    settledBy: null,
    reason: null,
    lane: 'local',
    standIn: false,
    attempt: 1,
    startedAt: 0,
    endedAt: 1,
    asks: null,
    items: null,
    outputs: {},
    failure: null,
    ...step,
  })),
  inside: { total: 0, steps: [] },
  progress: [],
  log: [],
})

test('a failed step is listed once, before what belongs to no step', () => {
  expect(problemsIn(view([{ failure }])).map(({ nodeId, code }) => [nodeId, code])).toEqual([
    ['a', 'scene.camera-missing'],
    [null, 'disk.full'],
  ])
})

test('a step that nobody knows the end of asks to be tried again', () => {
  expect(
    problemsIn(view([{ failure }, { status: 'unknown', reason: 'The runner stopped.' }]))[1],
  ).toMatchObject({
    nodeId: 'b',
    hint: 'The runner stopped.',
    canRetry: true,
    warning: true,
  })
})
