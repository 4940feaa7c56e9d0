import type { RunRequest, RunsService, TrackedChange } from '@segue/api'
import { type EngineEvent, nodeActor } from '@segue/engine'
import type { RunHead } from '@segue/protocol'
import { reviewOf } from '../approvals/review.ts'
import type { Hub } from '../bridges/hub.ts'
import type { Cache } from '../cache/cache.ts'
import type { Feed } from '../host/feed.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import type { Lane } from '../lanes/attempt.ts'
import { createAhead } from '../plan/makeAhead.ts'
import { againWith } from './againWith.ts'
import { inspectRun } from './inspect.ts'
import { listen } from './listen.ts'
import { planRun } from './planService.ts'
import { replay } from './replay.ts'
import { type ReportOptions, report } from './report.ts'
import { type StartTools, startRun } from './startRun.ts'
import { answerStep, orderStep } from './stepOrders.ts'

export type RunServiceOptions = ReportOptions &
  Omit<StartTools, 'host' | 'hub' | 'artifacts' | 'view' | 'compiled'> & {
    hub: Hub
    host: SqliteHost
    feed: Feed
    cache: Cache
    media: Lane
    /** Folder that steps work in. */
    work: string
  }

/** Runs of this process. */
export interface LocalRuns extends RunsService {
  /** As for others; `runId` is for who has written down beforehand which run it will be. */
  start(request: RunRequest, runId?: string): Promise<{ runId: string }>
}

/** Runs over the host: starting, asking, steering and following them. */
export function createRunService(options: RunServiceOptions): LocalRuns {
  const { db, host, feed } = options
  const ahead = createAhead(options)
  const tools = { ...options, ahead, view: host.runs.view, compiled: host.runs.compiled }
  const tell = (runId: string, event: EngineEvent): Promise<void> => {
    host.runs.head(runId)
    return host.send(runId, event)
  }
  return {
    async start(request, runId) {
      ahead.stop()
      return { runId: await startRun(tools, request, runId) }
    },
    async rerun({ runId, inputs }) {
      ahead.stop()
      return { runId: await startRun(tools, await againWith(options, host.runs.head(runId), inputs)) }
    },
    plan: (request, signal) => planRun(tools, request, signal),
    report: (runId) => report(options, runId),
    list: async (filter) => host.runs.heads(filter),
    children: async ({ runId, nodeId, ...page }) => host.children(runId, nodeId, page),
    cancel: (runId) => tell(runId, { type: 'CANCEL' }),
    pause: (runId) => tell(runId, { type: 'PAUSE' }),
    resume: (runId) => tell(runId, { type: 'RESUME' }),
    async prioritise({ runId, priority }) {
      host.runs.head(runId)
      host.prioritise(runId, priority)
    },
    async keep({ runId, kept }) {
      host.runs.head(runId)
      // A child run stays as long as the run that holds it.
      host.keep(runId.split('/', 1)[0] ?? runId, kept)
    },
    answer: (answer) => answerStep(host, answer),
    review: async (step) => reviewOf(options, step),
    step: (order) => orderStep(host, order),
    async signal({ topic, data }) {
      const waiting = host.runs.signalled(topic)
      const event = { type: 'SIGNAL' as const, topic, at: Date.now(), data }
      await Promise.all(waiting.map(({ runId, nodeId }) => host.send(nodeActor(runId, nodeId), event)))
      return waiting.length
    },
    replay: async (runId) => replay(db, host.runs, runId),
    inspect: async (runId) => inspectRun(db, host.runs, runId),
    changes({ runId, lastEventId }, signal) {
      const queue = listen(feed, signal, (item) => item.runId === runId)
      const missed = lastEventId ? feed.since(runId, lastEventId) : null
      const at = feed.now(runId)
      const run = missed ? null : host.runs.view(runId)
      return (async function* (): AsyncGenerator<TrackedChange> {
        if (run) yield { id: at, change: { type: 'init', run } }
        for (const item of missed ?? []) yield item
        for await (const item of queue) yield item
      })()
    },
    headChanges(signal) {
      const queue = listen(
        feed,
        signal,
        ({ change }) => change.type === 'head' && change.head.parent === null,
      )
      return (async function* (): AsyncGenerator<RunHead> {
        for await (const { change } of queue) if (change.type === 'head') yield change.head
      })()
    },
  }
}
