import { expect, test } from 'vitest'
import { createOperator, deleteOperator } from './op.ts'

test('what one command answers names the operator for the next', () => {
  const made = createOperator.result.parse({
    ...{ path: '/project1/noise1', id: 7, name: 'noise1', type: 'noiseTOP', family: 'TOP' },
    ...{ x: 0, y: 0, inputs: [], errors: [] },
  })
  expect(deleteOperator.args.parse({ op: made })).toEqual({ op: { path: '/project1/noise1', id: 7 } })
})
