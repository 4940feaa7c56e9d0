import type { Asks, Failure } from '@segue/protocol'
import fc from 'fast-check'
import type { Children, EngineEvent, NodeEvent, RunEvent } from '../types.ts'

/** A failure with this kind. */
export const failureOf = (kind: Failure['kind'], message = 'It did not work.'): Failure => ({
  code: 'test.failed',
  message,
  hint: 'Try again.',
  severity: 'error',
  kind,
})

/** What the first job of an approve, and of two waits, may answer. */
export const asksOf = {
  answer: {
    for: 'answer',
    mode: 'approve',
    question: 'Is this good?',
    choices: 0,
    form: null,
    deadline: 5000,
    otherwise: 'reject',
  },
  time: { for: 'time', at: 5000 },
  event: { for: 'event', topic: 'osc.go', deadline: null },
} satisfies Record<string, Asks>

const word = fc.constantFrom('u', 'v')
const attempt = fc.integer({ min: 0, max: 5 })
const alone = fc.option(fc.boolean(), { nil: undefined })
const runStatus = fc.constantFrom(
  'queued' as const,
  'running' as const,
  'waiting' as const,
  'paused' as const,
  'parked' as const,
  'succeeded' as const,
  'failed' as const,
  'cancelled' as const,
)
const failure = fc.constantFrom(failureOf('transient'), failureOf('permanent'), {
  ...failureOf('input'),
  code: 'bridge.lost',
})
const children: fc.Arbitrary<Children> = fc.record({
  count: fc.integer({ min: 0, max: 4 }),
  concurrency: fc.integer({ min: 0, max: 3 }),
  onFailure: fc.constantFrom('stop' as const, 'finish' as const, 'keep' as const),
})

/** Without the fields that are `undefined`: events are JSON. */
const plain = <E extends EngineEvent>(events: fc.Arbitrary<object>): fc.Arbitrary<E> =>
  events.map((event) => JSON.parse(JSON.stringify(event)))

const of = (type: EngineEvent['type'], fields: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ type: fc.constant(type), ...fields })

/** Any event a node can be told, in any order and with any attempt. */
export const nodeEvents: fc.Arbitrary<NodeEvent> = plain(
  fc.oneof(
    of('START', { seed: fc.string() }),
    of('UPSTREAM.SUCCEEDED', { nodeId: word, port: fc.option(word, { nil: undefined }) }),
    of('UPSTREAM.SKIPPED', {
      nodeId: word,
      reason: fc.string(),
      failure: fc.option(failure, { nil: undefined }),
    }),
    of('JOB.STARTED', { attempt }),
    of('JOB.BLOCKED', { attempt, reason: fc.string() }),
    {
      arbitrary: of('JOB.SUCCEEDED', {
        attempt,
        outputs: word,
        cached: fc.boolean(),
        asks: fc.option(fc.constantFrom(...Object.values(asksOf)), { nil: undefined }),
        children: fc.option(children, { nil: undefined }),
      }),
      weight: 3,
    },
    of('JOB.FAILED', { attempt, failure }),
    of('JOB.LOST', { attempt }),
    of('TIMER', { id: fc.constantFrom('retry', 'timeout', 'due'), epoch: attempt }),
    of('SIGNAL', { topic: fc.constantFrom('osc.go', 'midi.note'), at: fc.nat(), data: fc.nat() }),
    of('ANSWER', { outputs: word, answer: fc.nat() }),
    {
      arbitrary: of('CHILD.CHANGED', {
        item: fc.nat({ max: 3 }),
        from: runStatus,
        status: runStatus,
        failure: fc.option(failure),
      }),
      weight: 4,
    },
    of('DONE', { outputs: word }),
    of('GIVE.UP'),
    of('CANCEL', { alone, reason: fc.option(fc.string(), { nil: undefined }) }),
    of('PAUSE', { alone }),
    of('RESUME', { alone }),
    of('RETRY'),
  ),
)

/** Any event a run can be told, in any order. */
export const runEvents: fc.Arbitrary<RunEvent> = plain(
  fc.oneof(
    of('START', { seed: fc.string() }),
    of('NODE.SETTLED', {
      nodeId: word,
      status: fc.constantFrom('succeeded', 'failed', 'skipped', 'cancelled'),
      failure: fc.option(failure),
      onFailure: fc.constantFrom('stop', 'continue', 'ignore'),
      cut: fc.option(fc.boolean(), { nil: undefined }),
    }),
    of('NODE.HELD', { nodeId: word, reason: fc.string(), parked: fc.boolean() }),
    of('NODE.RELEASED', { nodeId: word, parked: fc.boolean() }),
    of('RETRY', { nodeId: word }),
    of('CANCEL'),
    of('PAUSE'),
    of('RESUME'),
  ),
)
