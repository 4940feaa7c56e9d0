import type { TriggersService } from '@segue/api'
import type { Heard, TriggerDraftInput, TriggerView } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/** Records beside recipes that start them by themselves. Every call fails with a `FailureError`. */
export interface TriggersClient extends Omit<TriggersService, 'changes' | 'create' | 'listen'> {
  /** What is left out has its default: enabled, the recipe as it stands, no inputs, skipped while a run still goes. */
  create(draft: TriggerDraftInput): Promise<TriggerView>
  /** What a trigger receives from now on: for whoever tests it. */
  listen(id: string, options: FollowOptions<Heard>): Promise<void>
  /** All triggers now, then after every change. */
  watch(options: FollowOptions<TriggerView[]>): Promise<void>
}

/** The triggers part of a client. */
export function triggersOf({ trpc }: Transport): TriggersClient {
  return {
    list: (filter) => ask(trpc.triggers.list.query(filter)),
    get: (id) => ask(trpc.triggers.get.query({ id })),
    create: (draft) => ask(trpc.triggers.create.mutate(draft)),
    update: (input) => ask(trpc.triggers.update.mutate(input)),
    pause: (id) => ask(trpc.triggers.pause.mutate({ id })),
    resume: (id) => ask(trpc.triggers.resume.mutate({ id })),
    remove: (id) => ask(trpc.triggers.remove.mutate({ id })),
    runNow: (id) => ask(trpc.triggers.runNow.mutate({ id })),
    history: (input) => ask(trpc.triggers.history.query(input)),
    preview: (input) => ask(trpc.triggers.preview.query(input)),
    renewAddress: (id) => ask(trpc.triggers.renewAddress.mutate({ id })),
    sign: (input) => ask(trpc.triggers.sign.mutate(input)),
    listen: (id, options) => follow(options, (handlers) => trpc.triggers.listen.subscribe({ id }, handlers)),
    watch: (options) => follow(options, (handlers) => trpc.triggers.watch.subscribe(undefined, handlers)),
  }
}
