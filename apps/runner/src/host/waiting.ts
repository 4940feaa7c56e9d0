import type { LaneId } from '@segue/protocol'
import { lineOf } from './actors.ts'
import type { Clock } from './clock.ts'
import type { Crashes } from './crashes.ts'
import type { Job, QueueRow } from './hostTypes.ts'
import type { Place, Queue } from './queue.ts'
import type { RunRows } from './runRows.ts'

/** What of the queue may start now. */
export interface Waiting {
  /** Jobs of a lane, or of all, that may start, first ones first; at most `most`. */
  list(lane?: LaneId, most?: number): Job[]
  rows(): QueueRow[]
}

/** Looks at the queue with the eyes of its runs. */
export function createWaiting(
  queue: Queue,
  { runs, crashes, clock }: { runs: RunRows; crashes: Crashes; clock: Clock },
): Waiting {
  const isHeld = (runId: string): boolean => {
    if (crashes.holds(runId)) return true
    if (runs.held.size === 0) return false
    return lineOf(runId).some((id) => runs.held.has(id))
  }
  const places = (lane?: LaneId): readonly Place[] =>
    lane === undefined ? queue.lanes().flatMap((one) => queue.waiting(one)) : queue.waiting(lane)
  return {
    list(lane, most = Number.POSITIVE_INFINITY) {
      const now = clock.now()
      const jobs: Job[] = []
      for (const { job } of places(lane)) {
        if (jobs.length >= most) break
        if ((job.notBefore ?? 0) <= now && !isHeld(job.runId)) jobs.push(job)
      }
      return jobs
    },
    rows: () =>
      [...queue.running(), ...places()].map(({ job, running, blocked }) => ({
        job,
        running,
        blocked,
        held: !running && isHeld(job.runId),
      })),
  }
}
