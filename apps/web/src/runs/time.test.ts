import { expect, test } from 'vitest'
import { formatDuration } from './time.ts'

test('durations read as people say them', () => {
  expect([420, 9940, 12_300, 187_000, 3_729_000].map(formatDuration)).toEqual([
    '0.4 s',
    '9.9 s',
    '12 s',
    '3:07',
    '1:02:09',
  ])
})
