import type { RunsService } from '@segue/api'
import type { RunChange, RunHead, RunView } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import { reduceRun } from './reduceRun.ts'
import type { Transport } from './transport.ts'

/** Runs: plan, start, steer and follow them. Every call fails with a `FailureError`. */
export interface RunsClient extends Omit<RunsService, 'list' | 'children' | 'changes' | 'headChanges'> {
  /** Newest first; 50 when no limit is given. */
  list(input: { recipeId?: string; search?: string; limit?: number }): ReturnType<RunsService['list']>
  /** From the first, 50 when no limit is given. */
  children(input: {
    runId: string
    nodeId: string
    offset?: number
    limit?: number
  }): ReturnType<RunsService['children']>
  /** A run as it stands now. */
  view(runId: string): Promise<RunView>
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
    rerun: (input) => ask(trpc.runs.rerun.mutate(input)),
    plan: (input, signal) => ask(trpc.runs.plan.query(input, signal ? { signal } : {})),
    report: (runId) => ask(trpc.runs.report.query({ runId })),
    list: (input) => ask(trpc.runs.list.query(input)),
    children: (input) => ask(trpc.runs.children.query(input)),
    cancel: (runId) => ask(trpc.runs.cancel.mutate({ runId })),
    pause: (runId) => ask(trpc.runs.pause.mutate({ runId })),
    resume: (runId) => ask(trpc.runs.resume.mutate({ runId })),
    prioritise: (input) => ask(trpc.runs.prioritise.mutate(input)),
    keep: (input) => ask(trpc.runs.keep.mutate(input)),
    answer: ({ by: _, ...input }) => ask(trpc.runs.answer.mutate(input)),
    view: (runId) => ask(trpc.runs.view.query({ runId })),
    review: (input) => ask(trpc.runs.review.query(input)),
    step: (input) => ask(trpc.runs.step.mutate(input)),
    signal: (input) => ask(trpc.runs.signal.mutate(input)),
    replay: (runId) => ask(trpc.runs.replay.query({ runId })),
    inspect: (runId) => ask(trpc.runs.inspect.query({ runId })),
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
