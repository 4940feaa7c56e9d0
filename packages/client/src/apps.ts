import type { AppConnection, AppEvent, CallRequest } from '@segue/api'
import type { AppId } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/** One command by its name on the wire; args are left out where there are none. */
export interface AppCall extends Omit<CallRequest, 'args'> {
  args?: CallRequest['args']
}

/** Applications by id and commands by name, unchecked by the compiler. Every call fails with a `FailureError`. */
export interface AppsClient {
  connection(app: AppId): Promise<AppConnection>
  /** Starts it where Segue can, and waits until it is connected. */
  connect(app: AppId): Promise<AppConnection>
  disconnect(app: AppId): Promise<void>
  /** Sends one command. Aborting cancels it in the application. */
  call(request: AppCall, signal?: AbortSignal): Promise<unknown>
  /** What applications tell by themselves, also after a lost connection. */
  events(topics: { app: AppId; topic: string }[], options: FollowOptions<AppEvent>): Promise<void>
  /** The connection now, then after every change. */
  watch(app: AppId, options: FollowOptions<AppConnection>): Promise<void>
}

type Json = Parameters<Transport['trpc']['apps']['call']['mutate']>[0]['args']

/** An event as it comes over the wire, where what is undefined is missing. */
type Sent = Omit<AppEvent, 'data'> & { data?: unknown }

/** The applications part of a client. */
export function appsOf({ trpc }: Transport): AppsClient {
  return {
    connection: (app) => ask(trpc.apps.connection.query({ app })),
    connect: (app) => ask(trpc.apps.connect.mutate({ app })),
    disconnect: (app) => ask(trpc.apps.disconnect.mutate({ app })),
    call: ({ args = {}, ...request }, signal) =>
      // What is not JSON is refused by the runner.
      ask(trpc.apps.call.mutate({ ...request, args: args as Json }, signal ? { signal } : {})),
    events: (topics, { signal, onData }) =>
      follow(
        {
          signal,
          onData: (events: Sent[]) => {
            for (const { data, ...event } of events) onData({ ...event, data })
          },
        },
        (handlers) => trpc.apps.events.subscribe({ topics }, handlers),
      ),
    watch: (app, options) => follow(options, (handlers) => trpc.apps.watch.subscribe({ app }, handlers)),
  }
}
