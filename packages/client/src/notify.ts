import type { NotifyService } from '@segue/api'
import type { NotifyChannelView, NotifyDraftInput, NotifyMessage } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/** Who is told of runs. Every call fails with a `FailureError`. */
export interface NotifyClient extends Omit<NotifyService, 'add' | 'messages' | 'changes'> {
  /** What is left out has its default: enabled, told of trouble, no report. */
  add(draft: NotifyDraftInput, secret?: string): Promise<NotifyChannelView>
  /** What a page is to show: now, then after every change. Say `shown` of each. */
  watchMessages(options: FollowOptions<NotifyMessage[]>): Promise<void>
  /** All channels now, then after every change. */
  watch(options: FollowOptions<NotifyChannelView[]>): Promise<void>
}

/** The notifications part of a client. */
export function notifyOf({ trpc }: Transport): NotifyClient {
  return {
    list: () => ask(trpc.notify.list.query()),
    add: (draft, secret) =>
      ask(trpc.notify.add.mutate({ draft, ...(secret === undefined ? {} : { secret }) })),
    update: (input) => ask(trpc.notify.update.mutate(input)),
    remove: (id) => ask(trpc.notify.remove.mutate({ id })),
    test: (id) => ask(trpc.notify.test.mutate({ id })),
    mailServer: () => ask(trpc.notify.mailServer.query()),
    setMailServer: (input) => ask(trpc.notify.setMailServer.mutate(input)),
    shown: (id) => ask(trpc.notify.shown.mutate({ id })),
    watchMessages: (options) =>
      follow(options, (handlers) => trpc.notify.watchMessages.subscribe(undefined, handlers)),
    watch: (options) => follow(options, (handlers) => trpc.notify.watch.subscribe(undefined, handlers)),
  }
}
