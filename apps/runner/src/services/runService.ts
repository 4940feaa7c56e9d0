import type { RunsService, TrackedChange } from '@segue/api'
import type { Recipe, RunHead } from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import type { Feed, FeedItem } from '../host/feed.ts'
import type { SqliteHost } from '../host/sqliteHost.ts'
import { type ReportOptions, report } from './report.ts'
import { startRun } from './startRun.ts'

export interface RunServiceOptions extends ReportOptions {
  hub: Hub
  feed: Feed
  outputs: string
  recipe(id: string): Promise<Recipe>
}

/** Runs over the host: starting, asking, and following them. */
export function createRunService(options: RunServiceOptions): RunsService {
  const { host, hub, feed, outputs, recipe: find } = options
  return {
    async start({ recipe, inputs, outFolder }) {
      const whole = 'graph' in recipe ? recipe : await find(recipe.id)
      const folder = outFolder === undefined ? {} : { outFolder }
      return { runId: await startRun({ host, hub, outputs }, { recipe: whole, inputs, ...folder }) }
    },
    report: (runId) => report(options, runId),
    list: async (filter) => host.runs.heads(filter),
    cancel: async (runId) => tell(runId, { type: 'CANCEL' }),
    pause: async (runId) => tell(runId, { type: 'PAUSE' }),
    resume: async (runId) => tell(runId, { type: 'RESUME' }),
    retry: async ({ runId, nodeId }) => tell(runId, { type: 'RETRY', nodeId }),
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
      const queue = listen(feed, signal, ({ change }) => change.type === 'head')
      return (async function* (): AsyncGenerator<RunHead> {
        for await (const { change } of queue) if (change.type === 'head') yield change.head
      })()
    },
  }

  function tell(runId: string, event: Parameters<SqliteHost['send']>[1]): void {
    host.runs.head(runId)
    host.send(runId, event)
  }
}

/** Collects feed items from this moment on. Progress of one node that nobody has read yet is replaced, not queued. */
async function* drain(queue: FeedItem[], wake: { next: PromiseWithResolvers<void> }, signal: AbortSignal) {
  while (!signal.aborted) {
    const item = queue.shift()
    if (item) yield item
    else {
      wake.next = Promise.withResolvers()
      await wake.next.promise
    }
  }
}

function listen(
  feed: Feed,
  signal: AbortSignal,
  wants: (item: FeedItem) => boolean,
): AsyncGenerator<FeedItem> {
  const queue: FeedItem[] = []
  const wake = { next: Promise.withResolvers<void>() }
  const stop = feed.listen((item) => {
    if (!wants(item)) return
    const { change } = item
    const stale =
      change.type === 'progress'
        ? queue.findIndex(
            (one) => one.change.type === 'progress' && one.change.progress.nodeId === change.progress.nodeId,
          )
        : -1
    if (stale >= 0) queue.splice(stale, 1)
    queue.push(item)
    wake.next.resolve()
  })
  signal.addEventListener(
    'abort',
    () => {
      stop()
      wake.next.resolve()
    },
    { once: true },
  )
  return drain(queue, wake, signal)
}
