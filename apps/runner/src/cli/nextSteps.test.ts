import type { HeldStep } from '@segue/protocol'
import { expect, test } from 'vitest'
import { nextSteps } from './nextSteps.ts'

test('of very many steps that wait, it says how many more there are', () => {
  const step = { nodeId: 'cut', name: 'Cut', status: 'unknown', reason: null, asks: null, failure: null }
  const held = {
    runId: 'run_1/each/0',
    place: [{ step: 'Each', item: 'kick.wav' }],
    step,
  } as unknown as HeldStep
  const head = { runId: 'run_1', status: 'waiting' as const, failures: [] }
  const [first, , last] = nextSteps(head, [held], 60)
  expect(first).toContain('“Cut” (Each: kick.wav) may have done its work')
  expect(last).toBe('60 more wait inside; they are told when these are answered.')
  expect(nextSteps(head, [held])).toHaveLength(2)
})
