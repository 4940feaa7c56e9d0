import type { QueuedJob } from '@segue/protocol'
import { expect, test } from 'vitest'
import { lanesOf } from './queueStore.ts'

const job = (nodeId: string, lane: QueuedJob['lane'], running = false) =>
  ({ nodeId, lane, running }) as QueuedJob

test('the queue stands lane by lane, running ones first', () => {
  const lanes = lanesOf([job('a', 'blender', true), job('b', 'media'), job('c', 'blender')])
  expect(lanes.map(({ lane, running, waiting }) => [lane, running.length, waiting.length])).toEqual([
    ['blender', 1, 1],
    ['media', 0, 1],
  ])
})
