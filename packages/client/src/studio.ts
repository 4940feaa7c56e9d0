import type { StudioContext, StudioService } from '@segue/api'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/**
 * The project, its applications, what joins them and who follows whom: `client.studio.context()`,
 * `client.studio.setSync({ leader: 'live', follower: 'td', … })`. Every call fails with a `FailureError`.
 */
export interface StudioClient extends Omit<StudioService, 'changes'> {
  /** The context now, then after every change, at most four times a second. */
  watch(options: FollowOptions<StudioContext>): Promise<void>
}

/** The studio part of a client. */
export function studioOf({ trpc }: Transport): StudioClient {
  return {
    context: () => ask(trpc.studio.context.query()),
    setProject: (change) => ask(trpc.studio.setProject.mutate(change)),
    setSync: (sync) => ask(trpc.studio.setSync.mutate(sync)),
    removeSync: ({ leader, follower }) => ask(trpc.studio.removeSync.mutate({ leader, follower })),
    carryMarkers: ({ leader, follower, offsetSec }) =>
      ask(trpc.studio.carryMarkers.mutate({ leader, follower, offsetSec })),
    connectSteps: (app) => ask(trpc.studio.connectSteps.query({ app })),
    watch: (options) => follow(options, (handlers) => trpc.studio.watch.subscribe(undefined, handlers)),
  }
}
