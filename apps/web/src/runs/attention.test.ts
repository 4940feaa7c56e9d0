import { type HeldStep, type RunView, type StepView, stepPaused } from '@segue/protocol'
import { expect, test } from 'vitest'
import { needsOf } from './attention.ts'

const head = { runId: 'run_1', status: 'waiting', failures: [] } as unknown as RunView['head']
const step = (more: Partial<StepView>) =>
  ({ nodeId: 'a', status: 'waiting', asks: null, ...more }) as StepView
const waitsForEvent = { for: 'event', topic: 'drop', deadline: null } as const
const nothing = { total: 0, steps: [] }
const question = {
  for: 'answer',
  mode: 'approve',
  question: 'Good?',
  choices: 0,
  form: null,
  deadline: null,
  otherwise: 'fail',
} as const

test('questions, held steps and unknown ones need a person, in the order of the steps', () => {
  const steps = [
    step({ nodeId: 'a', status: 'running' }),
    step({ nodeId: 'b', asks: question }),
    step({ nodeId: 'c', status: 'unknown' }),
    step({ nodeId: 'd', status: 'blocked' }),
    step({ nodeId: 'e', asks: { for: 'time', at: 1 } }),
  ]
  const needs = needsOf({ head, steps, inside: nothing })
  expect(needs.map((need) => [need.kind, need.kind !== 'parked' && need.step.nodeId])).toEqual([
    ['answer', 'b'],
    ['held', 'c'],
    ['held', 'd'],
  ])
})

test('a run that was set aside says why, before everything else', () => {
  const failures = [{ message: 'It crashed Segue three times.' }] as RunView['head']['failures']
  const parked = { ...head, status: 'parked', failures } as RunView['head']
  expect(needsOf({ head: parked, steps: [step({ asks: question })], inside: nothing })).toMatchObject([
    { kind: 'parked', reason: 'It crashed Segue three times.' },
    { kind: 'answer' },
  ])
})

test('what waits in the runs inside is asked here, with the item that it is about', () => {
  const place = [{ step: 'Songs', item: 'kick.wav' }]
  const of = (item: number, more: Partial<StepView>): HeldStep => ({
    runId: `run_1/songs/${item}`,
    place,
    step: step({ nodeId: 'ask', ...more }),
  })
  const steps = [of(0, { asks: question }), of(1, { status: 'blocked' }), of(2, { asks: waitsForEvent })]
  const needs = needsOf({
    head,
    steps: [step({ nodeId: 'songs', status: 'running' })],
    inside: { total: 3, steps },
  })
  expect(needs).toMatchObject([
    { kind: 'answer', runId: 'run_1/songs/0', place, asks: question },
    { kind: 'held', runId: 'run_1/songs/1', place },
  ])
})

test('what somebody paused can be resumed here, after what others have to decide', () => {
  const steps = [step({ nodeId: 'a', reason: stepPaused }), step({ nodeId: 'b', asks: question })]
  expect(needsOf({ head, steps, inside: nothing }).map(({ kind }) => kind)).toEqual(['answer', 'paused'])
})
