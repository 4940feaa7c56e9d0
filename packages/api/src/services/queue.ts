import type { QueuedJob } from '@segue/protocol'

/** What waits for the lanes of this machine, and in which order. */
export interface QueueService {
  list(): Promise<QueuedJob[]>
  /** Puts a waiting step before another one of its lane, or at the end. Fails with `queue.unknown_job`. */
  move(input: {
    job: { runId: string; nodeId: string }
    before: { runId: string; nodeId: string } | null
  }): Promise<void>
  /** The queue as it changes, newest state only. */
  changes(signal: AbortSignal): AsyncIterable<QueuedJob[]>
}
