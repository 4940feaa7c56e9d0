import type { RunReport, RunRequest } from '@segue/api'
import type { RunChange, RunHead, RunView } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import { reduceRun } from './reduceRun.ts'
import type { Transport } from './transport.ts'

/** Runs: start, steer and follow them. Every call fails with a `FailureError`. */
export interface RunsClient {
  /** Fails with every failure of the validator (`failuresOf`). */
  start(request: RunRequest): Promise<{ runId: string }>
  report(runId: string): Promise<RunReport>
  list(input: { recipeId?: string; limit?: number }): Promise<RunHead[]>
  cancel(runId: string): Promise<void>
  pause(runId: string): Promise<void>
  resume(runId: string): Promise<void>
  retry(input: { runId: string; nodeId: string }): Promise<void>
  /** The raw changes of a run: `init` first, without gaps over a lost connection. */
  changes(runId: string, options: FollowOptions<RunChange>): Promise<void>
  /** The whole run after every change. */
  watch(runId: string, options: FollowOptions<RunView>): Promise<void>
  /** Heads of all runs as they change. */
  watchHeads(options: FollowOptions<RunHead>): Promise<void>
}

/** The runs part of a client. */
export function runsOf({ trpc }: Transport): RunsClient {
  const changes: RunsClient['changes'] = (runId, { signal, onData }) =>
    follow({ signal, onData: ({ data }: { data: RunChange }) => onData(data) }, (handlers) =>
      trpc.runs.watch.subscribe({ runId }, handlers),
    )
  return {
    start: (input) => ask(trpc.runs.start.mutate(input)),
    report: (runId) => ask(trpc.runs.report.query({ runId })),
    list: (input) => ask(trpc.runs.list.query(input)),
    cancel: (runId) => ask(trpc.runs.cancel.mutate({ runId })),
    pause: (runId) => ask(trpc.runs.pause.mutate({ runId })),
    resume: (runId) => ask(trpc.runs.resume.mutate({ runId })),
    retry: (input) => ask(trpc.runs.retry.mutate(input)),
    changes,
    watch(runId, { signal, onData }) {
      let view: RunView | null = null
      return changes(runId, {
        signal,
        onData(change) {
          view = reduceRun(view, change)
          if (view !== null) onData(view)
        },
      })
    },
    watchHeads: (options) =>
      follow(options, (handlers) => trpc.runs.watchHeads.subscribe(undefined, handlers)),
  }
}
