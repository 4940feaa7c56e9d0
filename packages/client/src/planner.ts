import type { PlannerService } from '@segue/api'
import type { Proposal } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/**
 * From a sentence to a proposal, and from a proposal into a recipe: `client.planner.propose({ recipeId, prompt })`.
 * Every call fails with a `FailureError`.
 */
export interface PlannerClient extends Omit<PlannerService, 'changes'> {
  /** A proposal now, then as it grows, until nothing more comes. */
  watch(id: string, options: FollowOptions<Proposal>): Promise<void>
}

/** The planner part of a client. */
export function plannerOf({ trpc: { planner } }: Transport): PlannerClient {
  return {
    view: () => ask(planner.view.query()),
    set: (change) => ask(planner.set.mutate(change)),
    meter: () => ask(planner.meter.query()),
    propose: (request) => ask(planner.propose.mutate(request)),
    get: (id) => ask(planner.get.query({ id })),
    list: (query) => ask(planner.list.query(query)),
    cancel: (id) => ask(planner.cancel.mutate({ id })),
    choose: (query) => ask(planner.choose.query(query)),
    accept: (query) => ask(planner.accept.mutate(query)),
    reject: (id) => ask(planner.reject.mutate({ id })),
    watch: (id, options) => follow(options, (handlers) => planner.watch.subscribe({ id }, handlers)),
  }
}
