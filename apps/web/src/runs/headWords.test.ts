import type { StepView } from '@segue/protocol'
import { expect, test } from 'vitest'
import { endWords } from './headWords.ts'

const step = (settledBy: StepView['settledBy'], status: StepView['status'] = 'succeeded') =>
  ({ settledBy, status }) as StepView

test('a finished run says how its steps came to their results', () => {
  const steps = [step('run'), step('cached'), step('run'), step('frozen'), step(null, 'failed')]
  expect(endWords({ steps })).toBe('2 ran, 1 cached, 1 frozen')
  expect(endWords({ steps: [step(null, 'cancelled')] })).toBe('')
})
