import type { Approval } from '@segue/api'
import { expect, test } from 'vitest'
import { askedBy } from './askedCode.ts'

const asked: Approval = {
  kind: 'python',
  hash: 'a'.repeat(64),
  name: 'Code',
  text: 'print(1)',
  step: { runId: 'run_1', nodeId: 'code' },
  askedAt: 1,
  givenAt: null,
  givenBy: null,
}
const step = { runId: 'run_1', nodeId: 'code' }

test('a step shows the Python that it waits for, and nobody else’s', () => {
  expect(askedBy([asked], step)).toBe(asked)
  expect(askedBy([asked], { ...step, nodeId: 'other' })).toBeNull()
  expect(askedBy([asked], { ...step, runId: 'run_1/map/0' })).toBeNull()
  expect(askedBy([{ ...asked, givenAt: 2 }], step)).toBeNull()
  expect(askedBy([{ ...asked, kind: 'blend', step: null }], step)).toBeNull()
})
