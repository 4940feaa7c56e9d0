import type { Failure, RunHead, RunView } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import { clearRuns, putHead, setRefusals, showRun, showView, useRunStore } from './runStore.ts'

const head = (runId: string, createdAt: number): RunHead => ({
  runId,
  recipeId: 'rcp_1',
  recipeName: 'Beat film',
  status: 'running',
  parent: null,
  priority: 0,
  kept: false,
  unattended: false,
  createdAt,
  endedAt: null,
  inputs: {},
  outputs: {},
  failures: [],
})
const view: RunView = {
  head: head('run_1', 1),
  steps: [
    {
      nodeId: 'a',
      type: 'text.template',
      name: 'Text',
      status: 'running',
      settledBy: null,
      reason: null,
      lane: 'local',
      standIn: false,
      attempt: 1,
      startedAt: 1,
      endedAt: null,
      asks: null,
      items: null,
      outputs: {},
      failure: null,
    },
  ],
  inside: { total: 0, steps: [] },
  progress: [],
  log: [],
}
const failure: Failure = {
  code: 'port.missing',
  message: 'Needs a scene.',
  hint: 'Wire one.',
  severity: 'error',
  kind: 'input',
  nodeId: 'a',
}

beforeEach(clearRuns)

test('progress of one node changes that look only', () => {
  showView(view)
  const { looks } = useRunStore.getState()
  showView({ ...view, log: [{ at: 1, nodeId: null, level: 'info', text: 'hi' }] })
  expect(useRunStore.getState().looks.a).toBe(looks.a)
})

test('a refusal lies over the shown run and leaves with the next start', () => {
  showView(view)
  setRefusals([failure])
  expect(useRunStore.getState().looks.a?.status).toBe('failed')
  setRefusals([])
  expect(useRunStore.getState().looks.a?.status).toBe('running')
})

test('the first of several failures of a node is the one it shows', () => {
  setRefusals([failure, { ...failure, message: 'Also this.' }])
  expect(useRunStore.getState().looks.a?.failure?.message).toBe('Needs a scene.')
})

test('following another run clears the canvas first', () => {
  showView(view)
  showRun('run_2')
  expect(useRunStore.getState()).toMatchObject({ shownId: 'run_2', view: null, looks: {} })
})

test('heads are kept once each, newest run first', () => {
  putHead(head('run_1', 1))
  putHead(head('run_2', 2))
  putHead({ ...head('run_1', 1), status: 'succeeded' })
  expect(useRunStore.getState().heads.map(({ runId, status }) => [runId, status])).toEqual([
    ['run_2', 'running'],
    ['run_1', 'succeeded'],
  ])
})
