import { expect, test } from 'vitest'
import { spanWords } from './spans.ts'

test('a length of time is told in its largest whole unit', () => {
  const spans = [0, 200, 1000, 90_000, 300_000, 3_600_000, 86_400_000, 604_800_000]
  expect(spans.map(spanWords)).toEqual([
    'at once',
    '0.2 seconds',
    '1 second',
    '90 seconds',
    '5 minutes',
    '1 hour',
    '1 day',
    '1 week',
  ])
})
