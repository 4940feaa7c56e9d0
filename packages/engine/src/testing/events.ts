import type { Failure } from '@segue/protocol'
import fc from 'fast-check'
import type { NodeEvent, RunEvent } from '../types.ts'

/** A failure with this kind. */
export const failureOf = (kind: Failure['kind'], message = 'It did not work.'): Failure => ({
  code: 'test.failed',
  message,
  hint: 'Try again.',
  severity: 'error',
  kind,
})

const failure = fc.constantFrom(failureOf('transient'), failureOf('permanent'))
const attempt = fc.integer({ min: 0, max: 5 })
const only = <T extends string>(type: T) => fc.constant({ type })

/** Any event a node can be told, in any order and with any attempt. */
export const nodeEvents: fc.Arbitrary<NodeEvent> = fc.oneof(
  fc.record({ type: fc.constant('START' as const), seed: fc.string() }),
  fc.record({ type: fc.constant('UPSTREAM.SUCCEEDED' as const), nodeId: fc.string() }),
  fc.record({ type: fc.constant('UPSTREAM.SKIPPED' as const), nodeId: fc.string(), reason: fc.string() }),
  fc.record({ type: fc.constant('JOB.STARTED' as const), attempt }),
  fc.record({ type: fc.constant('JOB.BLOCKED' as const), attempt, reason: fc.string() }),
  fc.record({
    type: fc.constant('JOB.SUCCEEDED' as const),
    attempt,
    outputs: fc.string(),
    cached: fc.boolean(),
  }),
  fc.record({ type: fc.constant('JOB.FAILED' as const), attempt, failure }),
  fc.record({ type: fc.constant('JOB.LOST' as const), attempt }),
  fc.record({
    type: fc.constant('TIMER' as const),
    id: fc.constantFrom('retry' as const, 'timeout' as const),
    epoch: attempt,
  }),
  only('CANCEL'),
  only('PAUSE'),
  only('RESUME'),
  only('RETRY'),
)

/** Any event a run can be told, in any order. */
export const runEvents: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({ type: fc.constant('START' as const), seed: fc.string() }),
  fc.record({
    type: fc.constant('NODE.SETTLED' as const),
    nodeId: fc.string(),
    status: fc.constantFrom(
      'succeeded' as const,
      'failed' as const,
      'skipped' as const,
      'cancelled' as const,
    ),
    failure: fc.option(failure),
    onFailure: fc.constantFrom('stop' as const, 'continue' as const, 'ignore' as const),
  }),
  fc.record({
    type: fc.constant('NODE.HELD' as const),
    nodeId: fc.string(),
    reason: fc.string(),
    parked: fc.boolean(),
  }),
  fc.record({ type: fc.constant('NODE.RELEASED' as const), nodeId: fc.string(), parked: fc.boolean() }),
  fc.record({ type: fc.constant('RETRY' as const), nodeId: fc.string() }),
  only('CANCEL'),
  only('PAUSE'),
  only('RESUME'),
)
