import type { AppDocument, AppId, Capability } from '@segue/protocol'

/** One command that an application was given. */
export interface CallRecord {
  command: string
  title: string
  effects: Capability['effects']
  /** When it was asked for, epoch milliseconds. */
  at: number
  tookMs: number
  /** `ok`, or the code of its failure. */
  outcome: string
}

/** Round trips of the last hundred quick commands, in milliseconds. */
export interface Latency {
  p50: number
  p99: number
}

/** Everything about one connection: what it can do, what it did, how quick it answers. */
export interface AppConnection {
  app: AppId
  /** Version of the application and of its bridge; null while nothing is connected. */
  bridge: { name: string; version: string; session: string; connectedAt: number } | null
  capabilities: Capability[]
  topics: { topic: string; title: string }[]
  latency: Latency | null
  /** Newest first, at most a hundred. */
  calls: CallRecord[]
  /** What happened to the connection, newest first, at most a hundred. */
  events: { at: number; state: string; detail: string }[]
  document: AppDocument | null
  /** The command that it works on, for a run or a person; `since` is in epoch milliseconds. Null while it is free. */
  doing: { title: string; since: number } | null
}

export interface CallRequest {
  app: AppId
  command: string
  /** Files are references to stored ones; what the command makes is left out. */
  args: Record<string, unknown>
  /** Only says whether it could be done. */
  dryRun?: boolean
  /** Needed for commands that delete or overwrite. */
  confirm?: boolean
  deadlineMs?: number
  idempotencyKey?: string
}

/** What an application tells by itself, as it comes to whoever listens. */
export interface AppEvent {
  app: AppId
  topic: string
  /** Counts what happened on the topic; a gap means that events were left out. */
  seq: number
  data: unknown
}

export interface AppsService {
  connection(app: AppId): Promise<AppConnection>
  /** Starts what can be started and waits until it is connected. Fails with `bridge.not_available` and what to do. */
  connect(app: AppId): Promise<AppConnection>
  /** Ends what Segue started, says goodbye to the rest; stays away until the next connect. */
  disconnect(app: AppId): Promise<void>
  /**
   * Sends one command and gives its answer; files that it made stand in it by the names of their args. Fails with
   * `command.unknown`, `command.args_invalid`, `command.needs_confirm` or `bridge.*`; aborting cancels it.
   */
  call(request: CallRequest, signal: AbortSignal): Promise<unknown>
  /** The connection now, then after every change. */
  changes(app: AppId, signal: AbortSignal): AsyncIterable<AppConnection>
  /** Events of these topics until the signal aborts. Who reads too slowly misses the oldest: see `seq`. */
  events(topics: { app: AppId; topic: string }[], signal: AbortSignal): AsyncIterable<AppEvent[]>
}
