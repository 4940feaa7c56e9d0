import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

test('four hundred changes between two flushes are one update', () => {
  const frames: (() => void)[] = []
  let updates = 0
  const change = coalesce(
    () => updates++,
    (frame) => frames.push(frame),
  )
  for (let index = 0; index < 400; index++) change()
  for (const frame of frames.splice(0)) frame()
  change()
  for (const frame of frames) frame()
  expect(updates).toBe(2)
})
