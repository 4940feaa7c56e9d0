import { expect, test } from 'vitest'
import { perFrame } from './coalesce.ts'

test('four hundred changes within a frame are one update', () => {
  const frames: (() => void)[] = []
  let updates = 0
  const change = perFrame(
    () => updates++,
    (frame) => frames.push(frame),
  )
  for (let index = 0; index < 400; index++) change()
  for (const frame of frames.splice(0)) frame()
  change()
  for (const frame of frames) frame()
  expect(updates).toBe(2)
})
