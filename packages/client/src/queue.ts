import type { QueueService } from '@segue/api'
import type { QueuedJob } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/** What waits for the lanes. Every call fails with a `FailureError`. */
export interface QueueClient extends Omit<QueueService, 'changes'> {
  /** The queue now, then after every change. */
  watch(options: FollowOptions<QueuedJob[]>): Promise<void>
}

/** The queue part of a client. */
export function queueOf({ trpc }: Transport): QueueClient {
  return {
    list: () => ask(trpc.queue.list.query()),
    move: (input) => ask(trpc.queue.move.mutate(input)),
    watch: (options) => follow(options, (handlers) => trpc.queue.watch.subscribe(undefined, handlers)),
  }
}
