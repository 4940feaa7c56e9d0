import { type Failure, type FailureError, fail, LaneId } from '@segue/protocol'
import type { Cache, KnownStep } from '../cache/cache.ts'
import { refsIn } from '../cache/files.ts'
import { crashPoint } from '../crashPoint.ts'
import type { Turns } from '../host/changes.ts'
import type { Job, SqliteHost, StepKey, Values } from '../host/hostTypes.ts'
import type { Logger } from '../log/logger.ts'
import type { Attempt, Computed, Done, Hooks, Lane } from './attempt.ts'
import { createBackoff } from './backoff.ts'
import type { Span } from './hooks.ts'
import { createLookups, type Looked } from './lookups.ts'
import { stepFailure } from './stepFailure.ts'
import { createTraces } from './traces.ts'

/** Moves waiting jobs to their lanes: as many at once as the lane takes, locks taken all or none. */
export interface Dispatcher {
  /** Waiting jobs that can start now. */
  ready(): Job[]
  /** The result of a job that was ready and only computes; null = it has to be started. Called inside a commit. */
  compute(job: Job): Computed | null
  /** Starts jobs that were ready and are noted as running, and keeps the results of those that were computed. */
  go(turns: Pick<Turns, 'begin' | 'computed'>): void
  /** Aborts an attempt and what it does in an application. */
  stop(job: StepKey & { attempt: number }): void
  /** Resolves when nothing of this step (or of this run and the runs in it) is going on here. */
  ended(runId: string, nodeId?: string): Promise<void>
  /** Stops everything: what may be repeated goes back into the queue, the rest is lost. */
  close(): Promise<void>
}

export interface DispatcherOptions {
  host: SqliteHost
  cache: Cache
  log: Logger
  lanes: Record<LaneId, { lane: Lane; size: number }>
  stepOf(job: Job): KnownStep
  prepare(job: Job, step: KnownStep): Omit<Attempt, keyof Job | 'now'>
  hooks(job: Job, span: Span): Hooks
  /** A job waits because the machine has no room left. */
  onDiskFull(lane: LaneId): void
  /** Epoch milliseconds. */
  now(): number
}

interface Running {
  job: Job
  looked: Looked
  abort: AbortController
  done: Promise<void>
}

const closeMs = 3000
/** What only a step meets that is at work. All else in its surroundings shows before it begins. */
const midway: ReadonlySet<string> = new Set(['disk.full', 'memory.exhausted'])
/** How many waiting steps of a lane are looked up before there is room for them. */
const ahead = 100
const laneIds = LaneId.options

/** Opens the dispatcher over the host's job queue. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { host, cache, log, lanes, stepOf, prepare, hooks, onDiskFull, now } = options
  const running = new Map<number, Running>()
  const backoff = createBackoff()
  let closing = false
  const nameOf = ({ runId, nodeId, attempt }: StepKey & { attempt: number }) =>
    `${runId}/${nodeId}@${attempt}`

  const lookups = createLookups({
    cache,
    stepOf,
    onHit(job, { step, key, outputs }) {
      if (closing) return
      if (madeByStandIn(step, outputs)) host.usedStandIn(job.runId, job.nodeId)
      host.finish(job, { end: 'done', done: { outputs }, cached: true })
      if (key) remember(job, { step, key, ms: null })
    },
    onMiss: host.wake,
  })

  const remember = (job: Job, { key, ms }: { step: KnownStep; key: Looked['key']; ms: number | null }) => {
    const { recipeId, parent } = host.runs.facts(job.runId)
    if (key && !parent) cache.last.set(recipeId, job.nodeId, { parts: key.parts, ms })
  }

  const keep = async (job: Job, looked: Looked, made: { outputs: Done['outputs']; ms: number }) => {
    try {
      await cache.keep(looked.step, looked.key, made)
      remember(job, { ...looked, ms: made.ms })
    } catch (error) {
      log.warn(
        { failure: stepFailure(error), step: nameOf(job) },
        'a result could not be kept for later runs',
      )
    }
  }

  const run = async (job: Job, { looked, abort }: Pick<Running, 'looked' | 'abort'>): Promise<void> => {
    const end = new AbortController()
    const traces = createTraces()
    const began = performance.now()
    try {
      const attempt: Attempt = { ...job, ...prepare(job, looked.step), now: now() }
      const step = hooks(job, { stop: abort.signal, end: end.signal, traces })
      const going = lanes[job.lane].lane.run(attempt, step, abort.signal)
      crashPoint('job.sent')
      const done = await going
      crashPoint('job.replied')
      abort.signal.throwIfAborted()
      await keep(job, looked, { outputs: done.outputs, ms: performance.now() - began })
      backoff.forget(job)
      host.finish(job, { end: 'done', done, cached: false })
    } catch (error) {
      end.abort(over)
      if (closing) return void (looked.step.node.repeatable && host.requeue(job))
      const failure = {
        ...stepFailure(abort.signal.aborted ? abort.signal.reason : error),
        nodeId: job.nodeId,
      }
      const { repeatable, realtime } = looked.step.node
      const unanswered = failure.code === 'bridge.disconnected' && traces.any && !realtime
      if (failure.kind !== 'environment' && (repeatable || !unanswered)) {
        backoff.forget(job)
        return host.finish(job, { end: 'failed', failure })
      }
      // What must not happen twice has begun to: it does not go on by itself when the surroundings are well again.
      const mayHaveWorked = traces.any || midway.has(failure.code)
      if (mayHaveWorked && !repeatable) {
        host.note(`${job.runId}/${job.nodeId}`, 'warning', failure.message)
        return host.finish(job, { end: 'lost' })
      }
      host.finish(job, { end: 'blocked', failure, retryMs: againMs(failure) ?? backoff.next(job) })
      if (failure.code === 'disk.full') onDiskFull(job.lane)
    } finally {
      end.abort(over)
    }
  }

  /** Jobs that were ready last, and before that in the same commit if they are noted as running since. */
  const offered = new Map<number, Pick<Running, 'job' | 'looked'>>()
  /** What was computed in it. */
  const made = new Map<number, { looked: Looked; outputs: Done['outputs']; ms: number }>()
  const ready = (): Job[] => {
    const begun = new Set(offered.size > 0 ? host.running().map(({ seq }) => seq) : [])
    for (const seq of offered.keys()) if (!begun.has(seq) || running.has(seq)) offered.delete(seq)
    if (closing) return []
    const busy = [...running.values(), ...offered.values()]
    const locked = new Set(busy.flatMap(({ job }) => job.locks))
    const making = new Set(busy.map(({ looked }) => looked.key?.key))
    const room = new Map(laneIds.map((lane) => [lane, lanes[lane].size]))
    for (const { job } of busy) room.set(job.lane, (room.get(job.lane) ?? 0) - 1)
    const waiting = laneIds.flatMap((lane) => host.waiting(lane, (room.get(lane) ?? 0) + ahead))
    lookups.keepOnly(waiting)
    return waiting.filter((job) => {
      const looked = lookups.of(job)
      const left = room.get(job.lane) ?? 0
      if (!looked || left <= 0 || job.locks.some((lock) => locked.has(lock))) return false
      // The same work for another step: its result will do for both, unless this one is to be made anew.
      if (looked.key && !looked.step.node.fresh && making.has(looked.key.key)) return false
      room.set(job.lane, left - 1)
      for (const lock of job.locks) locked.add(lock)
      making.add(looked.key?.key)
      offered.set(job.seq, { job, looked })
      return true
    })
  }

  const start = (job: Job, looked: Looked) => {
    const abort = new AbortController()
    lookups.forget(job)
    const done = run(job, { looked, abort }).finally(() => {
      running.delete(job.seq)
      if (!closing) host.wake()
    })
    running.set(job.seq, { job, looked, abort, done })
  }
  const stop = (which: (job: Job) => boolean) => {
    for (const { job, abort } of running.values()) if (which(job)) abort.abort(over)
  }

  return {
    ready,
    compute(job) {
      const looked = offered.get(job.seq)?.looked
      const { computing } = lanes[job.lane].lane
      if (!looked || !computing?.can(looked.step.node)) return null
      const began = performance.now()
      const computed = computing.compute({ ...job, ...prepare(job, looked.step), now: now() })
      if (computed)
        made.set(job.seq, { looked, outputs: computed.done.outputs, ms: performance.now() - began })
      return computed
    },
    go({ begin, computed }) {
      for (const job of begin) {
        const known = offered.get(job.seq)
        if (known) start(job, known.looked)
      }
      for (const job of computed) {
        const known = made.get(job.seq)
        if (known?.looked.key) void keep(job, known.looked, known)
      }
      made.clear()
    },
    stop: (job) => stop((one) => nameOf(one) === nameOf(job)),
    async ended(runId, nodeId) {
      const inside = `${nodeId === undefined ? runId : `${runId}/${nodeId}`}/`
      const some = [...running.values()].filter(({ job }) => `${job.runId}/${job.nodeId}/`.startsWith(inside))
      await Promise.allSettled(some.map(({ done }) => done))
    },
    async close() {
      closing = true
      stop(() => true)
      const all = Promise.allSettled([...running.values()].map(({ done }) => done))
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, closeMs).unref())])
      for (const { job, looked } of running.values()) if (looked.step.node.repeatable) host.requeue(job)
    },
  }
}

/** Whether a stand-in had a part in it. Live's lane also passes a person's own sound on, without an application. */
const madeByStandIn = ({ node, provider }: KnownStep, outputs: Values): boolean =>
  provider?.startsWith('standin:') === true &&
  (node.lane !== 'live' || refsIn(outputs).some(({ meta }) => meta.standIn === 'live'))

/** How soon the step itself wants to be tried again, as while a person is at it. */
const againMs = ({ context }: Failure): number | null =>
  typeof context?.againMs === 'number' ? context.againMs : null

/** One for all: every step ends with it, and where it was made tells nothing. */
const over: FailureError = fail({
  code: 'step.stopped',
  message: 'The step was stopped.',
  hint: 'Run it again when you want its result.',
  kind: 'permanent',
  severity: 'warning',
})
