import type { RunChange, RunView, StepView } from '@segue/protocol'
import { expect, test } from 'vitest'
import { reduceRun } from './reduceRun.ts'

const step = (nodeId: string, status: StepView['status'] = 'waiting'): StepView => ({
  nodeId,
  type: 'text.template',
  name: nodeId,
  status,
  settledBy: null,
  reason: null,
  lane: 'local',
  standIn: false,
  attempt: 0,
  startedAt: null,
  endedAt: null,
  outputs: {},
  failure: null,
  asks: null,
  items: null,
})

const run: RunView = {
  head: {
    runId: 'run_1',
    recipeId: 'rcp_1',
    recipeName: 'Beat film',
    parent: null,
    priority: 0,
    kept: false,
    unattended: false,
    status: 'running',
    createdAt: 0,
    endedAt: null,
    inputs: {},
    outputs: {},
    failures: [],
  },
  steps: [step('a'), step('b')],
  inside: { total: 0, steps: [] },
  progress: [],
  log: [],
}
const progress = (nodeId: string, fraction: number): RunChange => ({
  type: 'progress',
  progress: { nodeId, fraction, message: 'Frame 3', preview: null },
})

test('changes before the whole run has arrived are ignored', () => {
  expect(reduceRun(null, progress('a', 0.5))).toBeNull()
})

test('a second init replaces everything', () => {
  const later = { ...run, steps: [step('a', 'succeeded')] }
  expect(reduceRun(run, { type: 'init', run: later })).toBe(later)
})

test('a step change replaces that step and shares the others', () => {
  const next = reduceRun(run, { type: 'step', step: step('b', 'running') })
  expect(next?.steps.map(({ status }) => status)).toEqual(['waiting', 'running'])
  expect(next?.steps[0]).toBe(run.steps[0])
})

test('a step that appears during the run is appended', () => {
  const next = reduceRun(run, { type: 'step', step: step('c') })
  expect(next?.steps.map(({ nodeId }) => nodeId)).toEqual(['a', 'b', 'c'])
})

test('what waits in the runs inside is told as a whole', () => {
  const held = { runId: 'run_1/each/0', place: [{ step: 'Each', item: 'kick.wav' }], step: step('ask') }
  const inside = { total: 1, steps: [held] }
  const next = reduceRun(run, { type: 'inside', inside })
  expect(next?.inside).toBe(inside)
  expect(next?.steps).toBe(run.steps)
})

test('only the last progress of a node is kept, and none once its step is over', () => {
  const half = reduceRun(reduceRun(run, progress('a', 0.2)), progress('a', 0.5))
  expect(half?.progress.map(({ fraction }) => fraction)).toEqual([0.5])
  expect(reduceRun(half, { type: 'step', step: step('a', 'failed') })?.progress).toEqual([])
})

test('the newest picture of a node stays while its progress brings none', () => {
  const preview = { artifactId: 'a'.repeat(64), mime: 'image/png', bytes: 1, name: 'frame', meta: {} }
  const pictured: RunChange = {
    type: 'progress',
    progress: { nodeId: 'a', fraction: 0.2, message: '', preview },
  }
  const next = reduceRun(reduceRun(run, pictured), progress('a', 0.3))
  expect(next?.progress).toMatchObject([{ fraction: 0.3, preview }])
})

test('head and log changes leave the steps as they are', () => {
  const cancelled = reduceRun(run, { type: 'head', head: { ...run.head, status: 'cancelled' } })
  const logged = reduceRun(cancelled, {
    type: 'log',
    line: { at: 1, nodeId: 'a', level: 'warning', text: 'Quiet master' },
  })
  expect(logged?.head.status).toBe('cancelled')
  expect(logged?.log.map(({ text }) => text)).toEqual(['Quiet master'])
  expect(logged?.steps).toBe(run.steps)
})

test('the log keeps its newest five thousand lines', () => {
  const line = { at: 1, nodeId: null, level: 'info' as const, text: 'old' }
  const full = { ...run, log: Array.from({ length: 5000 }, () => line) }
  const next = reduceRun(full, { type: 'log', line: { ...line, text: 'new' } })
  expect([next?.log.length, next?.log.at(-1)?.text]).toEqual([5000, 'new'])
})
