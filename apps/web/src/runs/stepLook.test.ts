import { type RunView, type StepView, stepPaused } from '@segue/protocol'
import { expect, test } from 'vitest'
import { formerOf, type LookCache, looksOf, refusedLook } from './stepLook.ts'

const stepOf = (nodeId: string, more: Partial<StepView> = {}): StepView => ({
  nodeId,
  type: 'text.template',
  name: nodeId,
  status: 'waiting',
  settledBy: null,
  reason: null,
  lane: 'local',
  standIn: false,
  attempt: 0,
  startedAt: null,
  endedAt: null,
  asks: null,
  items: null,
  outputs: {},
  failure: null,
  ...more,
})

const viewOf = (steps: StepView[]): RunView => ({
  head: {
    runId: 'run_1',
    recipeId: 'rcp_1',
    recipeName: 'Beat film',
    status: 'running',
    parent: null,
    priority: 0,
    kept: false,
    unattended: false,
    createdAt: 0,
    endedAt: null,
    inputs: {},
    outputs: {},
    failures: [],
  },
  steps,
  inside: { total: 0, steps: [] },
  progress: [],
  log: [],
})

const around = (more: Partial<Parameters<typeof looksOf>[1]> = {}) => ({
  sample: false,
  former: {},
  cache: new Map(),
  ...more,
})

test('a look joins a step with its last progress', () => {
  const view = viewOf([stepOf('a', { status: 'running' })])
  view.progress = [{ nodeId: 'a', fraction: 0.4, message: 'Frame 4', preview: null }]
  expect(looksOf(view, around()).a).toMatchObject({
    status: 'running',
    fraction: 0.4,
    message: 'Frame 4',
  })
})

test('looks of steps that did not change keep their identity', () => {
  const cache: LookCache = new Map()
  const view = viewOf([stepOf('a'), stepOf('b')])
  const before = looksOf(view, around({ cache }))
  const after = looksOf(
    { ...view, steps: view.steps.with(1, stepOf('b', { status: 'running' })) },
    around({ cache }),
  )
  expect(after.a).toBe(before.a)
  expect(after.b).not.toBe(before.b)
})

test('a refused node shows its failure and keeps what it made', () => {
  const failure = {
    code: 'param.invalid',
    message: 'No.',
    hint: 'Do.',
    severity: 'error' as const,
    kind: 'input' as const,
    nodeId: 'a',
  }
  const look = looksOf(viewOf([stepOf('a', { status: 'succeeded', outputs: { text: 'hi' } })]), around()).a
  expect(refusedLook(failure, look)).toMatchObject({ status: 'failed', failure, outputs: { text: 'hi' } })
})

test('what a node made before stays with it until its step is over', () => {
  const before = looksOf(
    viewOf([stepOf('a', { status: 'succeeded', outputs: { text: 'old' } })]),
    around({ sample: true }),
  )
  const former = formerOf(before)
  expect(looksOf(viewOf([stepOf('a')]), around({ former })).a?.former).toEqual({
    outputs: { text: 'old' },
    sample: true,
    standIn: false,
  })
  expect(looksOf(viewOf([stepOf('a', { status: 'skipped' })]), around({ former })).a?.former).toBeNull()
})

test('a node tells that somebody paused it, and how many steps inside it wait', () => {
  const cache: LookCache = new Map()
  const view = viewOf([stepOf('songs', { status: 'running' }), stepOf('film', { reason: stepPaused })])
  const before = looksOf(view, around({ cache }))
  expect([before.songs?.paused, before.film?.paused]).toEqual([false, true])
  const held = (item: number) => ({ runId: `run_1/songs/${item}/film/0`, place: [], step: stepOf('ask') })
  const after = looksOf({ ...view, inside: { total: 2, steps: [held(0), held(3)] } }, around({ cache }))
  expect([before.songs?.waitingInside, after.songs?.waitingInside]).toEqual([0, 2])
  expect(after.film).toBe(before.film)
})
