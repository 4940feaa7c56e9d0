import { type FailureError, fail, failureOf, type LaneId } from '@segue/protocol'
import type { Job } from '../host/jobs.ts'
import type { SqliteHost } from '../host/sqliteHost.ts'
import type { Attempt, Hooks, Json, Lane } from './attempt.ts'
import type { WorkFolders } from './workFolders.ts'

/** Moves waiting jobs to their lanes: as many at once as the lane takes, locks taken all or none. */
export interface Dispatcher {
  /** Starts what can start. Called after every commit. */
  dispatch(): void
  stop(job: { runId: string; nodeId: string; attempt: number }): void
  /** Stops everything without a result: the jobs are lost and come back at the next start. */
  close(): Promise<void>
}

export interface DispatcherOptions {
  host: SqliteHost
  lanes: Record<LaneId, { lane: Lane; size: number }>
  work: Pick<WorkFolders, 'of'>
  prepare(job: Job): Omit<Attempt, 'workDir' | 'runId' | 'nodeId' | 'attempt' | 'lane'>
  hooks(job: Job, signal: AbortSignal): Hooks
}

/** Opens the dispatcher over the host's job queue. */
export function createDispatcher({ host, lanes, work, prepare, hooks }: DispatcherOptions): Dispatcher {
  const running = new Map<string, { job: Job; abort: AbortController; done: Promise<void> }>()
  let closing = false
  const keyOf = (job: Pick<Job, 'runId' | 'nodeId' | 'attempt'>) =>
    `${job.runId}/${job.nodeId}@${job.attempt}`

  const run = async (job: Job, abort: AbortController): Promise<void> => {
    const workDir = work.of(job.runId, job.nodeId)
    try {
      const attempt: Attempt = { ...job, ...prepare(job), workDir }
      const outputs: Record<string, Json> = await lanes[job.lane].lane.run(
        attempt,
        hooks(job, abort.signal),
        abort.signal,
      )
      if (!closing) host.finish(job, { ok: true, outputs })
    } catch (error) {
      if (closing) return
      const failure = failureOf(abort.signal.aborted ? abort.signal.reason : error)
      host.finish(job, { ok: false, failure: { ...failure, nodeId: job.nodeId } })
    }
  }

  const dispatch = () => {
    if (closing) return
    const locked = new Set([...running.values()].flatMap(({ job }) => job.locks))
    const room = new Map(Object.entries(lanes).map(([lane, { size }]) => [lane, size]))
    for (const { job } of running.values()) room.set(job.lane, (room.get(job.lane) ?? 0) - 1)
    const ready = host.waiting().filter((job) => {
      const left = room.get(job.lane) ?? 0
      if (left <= 0 || job.locks.some((lock) => locked.has(lock))) return false
      room.set(job.lane, left - 1)
      for (const lock of job.locks) locked.add(lock)
      return true
    })
    if (ready.length === 0) return
    host.claim(ready)
    for (const job of ready) {
      const abort = new AbortController()
      const key = keyOf(job)
      const done = run(job, abort).finally(() => {
        running.delete(key)
        dispatch()
      })
      running.set(key, { job, abort, done })
    }
  }

  return {
    dispatch,
    stop: (job) => running.get(keyOf(job))?.abort.abort(stopped()),
    async close() {
      closing = true
      for (const { abort } of running.values()) abort.abort(stopped())
      await Promise.race([
        Promise.allSettled([...running.values()].map(({ done }) => done)),
        new Promise((resolve) => setTimeout(resolve, 3000).unref()),
      ])
    },
  }
}

function stopped(): FailureError {
  return fail({
    code: 'step.stopped',
    message: 'The step was stopped.',
    hint: 'Run it again when you want its result.',
    kind: 'permanent',
    severity: 'warning',
  })
}
