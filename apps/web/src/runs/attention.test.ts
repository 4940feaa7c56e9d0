import type { RunView, StepView } from '@segue/protocol'
import { expect, test } from 'vitest'
import { needsOf } from './attention.ts'

const head = { runId: 'run_1', status: 'waiting', failures: [] } as unknown as RunView['head']
const step = (more: Partial<StepView>) =>
  ({ nodeId: 'a', status: 'waiting', asks: null, ...more }) as StepView
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
  const needs = needsOf({ head, steps })
  expect(needs.map((need) => [need.kind, need.kind !== 'parked' && need.step.nodeId])).toEqual([
    ['answer', 'b'],
    ['held', 'c'],
    ['held', 'd'],
  ])
})

test('a run that was set aside says why, before everything else', () => {
  const failures = [{ message: 'It crashed Segue three times.' }] as RunView['head']['failures']
  const parked = { ...head, status: 'parked', failures } as RunView['head']
  expect(needsOf({ head: parked, steps: [step({ asks: question })] })).toMatchObject([
    { kind: 'parked', reason: 'It crashed Segue three times.' },
    { kind: 'answer' },
  ])
})
